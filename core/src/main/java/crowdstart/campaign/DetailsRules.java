package crowdstart.campaign;

import crowdstart.identity.TierId;
import crowdstart.money.CardCharge;
import crowdstart.money.Money;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a campaign's details must be, before anything is stored. */
public final class DetailsRules {
  public static final int TITLE_LENGTH_MAX = 120;
  public static final int STORY_LENGTH_MAX = 20_000;
  public static final int CREATOR_LENGTH_MAX = 100;
  public static final int TIERS_MAX = 50;

  /** The most units that a tier may have, and so that one order may ask of it. */
  public static final int LIMIT_MAX = 100_000_000;

  /** No campaign of the field runs for longer; it also bounds what a mistyped year can do. */
  public static final Duration RUN_MAX = Duration.ofDays(366);

  /** Times outside of these cannot be written as RFC 3339 has it, nor stored everywhere. */
  private static final Instant TIME_MIN = Instant.EPOCH;

  private static final Instant TIME_MAX = Instant.parse("9999-12-31T23:59:59.999Z");

  private DetailsRules() {}

  /** Everything wrong with the details at this moment, in the order of the fields. */
  public static List<FieldError> check(CampaignDetails details, Instant now) {
    return check(details, 0, now);
  }

  /**
   * As above.
   *
   * @param sold how many of the tiers are sold already; what they cost, and when they are sold,
   *     stands, whatever is asked of new ones by now
   */
  static List<FieldError> check(CampaignDetails details, int sold, Instant now) {
    List<FieldError> errors = new ArrayList<>();
    text(errors, "/title", details.title(), 1, TITLE_LENGTH_MAX);
    text(errors, "/story", details.story(), 0, STORY_LENGTH_MAX);
    text(errors, "/creator", details.creator(), 1, CREATOR_LENGTH_MAX);
    if (sold == 0 && CardCharge.least(details.currency()).isEmpty()) {
      errors.add(new FieldError("/currency", "must be one that cards are charged in"));
    }
    within(errors, "/goal", details.goal(), 1, Money.GOAL_MAX);
    if (!details.deadline().isAfter(now)) {
      errors.add(new FieldError("/deadline", "must be in the future"));
    } else if (details.deadline().isAfter(now.plus(RUN_MAX))) {
      errors.add(new FieldError("/deadline", "must be within " + RUN_MAX.toDays() + " days"));
    }
    if (details.tiers().size() > TIERS_MAX) {
      errors.add(new FieldError("/tiers", "must be at most " + TIERS_MAX));
    }
    Set<TierId> seen = new HashSet<>();
    for (int i = 0; i < details.tiers().size(); i++) {
      Tier tier = details.tiers().get(i);
      check(errors, "/tiers/" + i, tier);
      if (i >= sold) {
        offer(errors, "/tiers/" + i, tier, details, now);
      }
      if (!seen.add(tier.id())) {
        errors.add(new FieldError("/tiers/" + i + "/id", "stands twice"));
      }
    }
    return List.copyOf(errors);
  }

  private static void check(List<FieldError> errors, String at, Tier tier) {
    text(errors, at + "/title", tier.title(), 1, TITLE_LENGTH_MAX);
    limit(errors, at + "/limit", tier.limit());
    limit(errors, at + "/perBackerLimit", tier.perBackerLimit());
    instant(errors, at + "/startsAt", tier.startsAt());
    instant(errors, at + "/endsAt", tier.endsAt());
    if (tier.startsAt() != null
        && tier.endsAt() != null
        && !tier.startsAt().isBefore(tier.endsAt())) {
      errors.add(new FieldError(at + "/endsAt", "must be after startsAt"));
    }
  }

  /** What is offered has to be chargeable, and on sale at some moment of the campaign's life. */
  private static void offer(
      List<FieldError> errors, String at, Tier tier, CampaignDetails details, Instant now) {
    long least = CardCharge.least(details.currency()).orElse(1);
    if (tier.price() < least || tier.price() > Money.PRICE_MAX) {
      errors.add(
          new FieldError(
              at + "/price",
              "must be from %d to %d, as cards are charged in %s"
                  .formatted(least, Money.PRICE_MAX, details.currency().getCurrencyCode())));
    }
    if (tier.startsAt() != null && !tier.startsAt().isBefore(details.deadline())) {
      errors.add(new FieldError(at + "/startsAt", "must be before the deadline"));
    }
    if (tier.endsAt() != null && !tier.endsAt().isAfter(now)) {
      errors.add(new FieldError(at + "/endsAt", "must be in the future"));
    }
  }

  private static void instant(List<FieldError> errors, String at, @Nullable Instant value) {
    if (value != null && (value.isBefore(TIME_MIN) || value.isAfter(TIME_MAX))) {
      errors.add(new FieldError(at, "must be from the years 1970 to 9999"));
    }
  }

  private static void limit(List<FieldError> errors, String pointer, @Nullable Integer limit) {
    if (limit != null) {
      within(errors, pointer, limit, 1, LIMIT_MAX);
    }
  }

  private static void within(List<FieldError> errors, String at, long value, long min, long max) {
    if (value < min || value > max) {
      errors.add(new FieldError(at, "must be from " + min + " to " + max));
    }
  }

  private static void text(List<FieldError> errors, String at, String value, int min, int max) {
    if (value.strip().length() < min || value.codePointCount(0, value.length()) > max) {
      errors.add(new FieldError(at, "must have " + min + " to " + max + " characters"));
    } else if (value.indexOf('\0') >= 0) {
      // PostgreSQL's text cannot hold it.
      errors.add(new FieldError(at, "must not contain the character U+0000"));
    }
  }
}
