package crowdstart.campaign;

import crowdstart.identity.TierId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What an edit makes of a campaign's details, and what it may not touch once backers have come. */
final class EditRules {
  private static final String LOCKED = "cannot change after the launch";

  private EditRules() {}

  static CampaignDetails apply(CampaignDetails old, ManageCommand.Edit edit) {
    return new CampaignDetails(
        old.id(),
        or(edit.title(), old.title()),
        or(edit.story(), old.story()),
        old.creator(),
        or(edit.currency(), old.currency()),
        or(edit.goal(), old.goal()),
        or(edit.deadline(), old.deadline()),
        or(edit.fundingModel(), old.fundingModel()),
        tiers(old, edit));
  }

  private static List<Tier> tiers(CampaignDetails old, ManageCommand.Edit edit) {
    if (edit.tiers() == null || edit.kept() == null) {
      return or(edit.tiers(), old.tiers());
    }
    Set<TierId> taken = new HashSet<>();
    old.tiers().forEach(tier -> taken.add(tier.id()));
    edit.tiers().forEach(tier -> taken.add(tier.id()));
    List<Tier> tiers = new ArrayList<>(edit.tiers().size());
    for (int i = 0; i < edit.tiers().size(); i++) {
      Tier given = edit.tiers().get(i);
      KeptOfTier kept = edit.kept().get(i);
      Tier before = old.tier(given.id()).orElse(null);
      if (before == null) {
        tiers.add(given);
      } else {
        tiers.add(kept.isNew() ? renamed(given, taken) : kept.of(before, given));
      }
    }
    return tiers;
  }

  /** It was numbered without a look at the tiers before. */
  private static Tier renamed(Tier tier, Set<TierId> taken) {
    int number = 1;
    while (!taken.add(new TierId("t" + number))) {
      number++;
    }
    return tier.withId(new TierId("t" + number));
  }

  /** What the edit does not touch is looked at when the campaign is launched: time goes by. */
  static List<FieldError> checkDraft(
      CampaignDetails changed, ManageCommand.Edit edit, Instant now) {
    boolean concernsTiers =
        edit.tiers() != null || edit.deadline() != null || edit.currency() != null;
    return DetailsRules.check(changed, now).stream()
        .filter(error -> edit.deadline() != null || !error.pointer().equals("/deadline"))
        .filter(error -> concernsTiers || !error.pointer().startsWith("/tiers"))
        .toList();
  }

  /** After the launch: text, added tiers, and limits that stay above what is taken (S6). */
  static List<FieldError> checkLive(
      CampaignDetails old, CampaignDetails changed, Stock stock, Instant now) {
    List<FieldError> errors = new ArrayList<>(DetailsRules.check(changed, old.tiers().size(), now));
    locked(errors, "/currency", old.currency(), changed.currency());
    locked(errors, "/goal", old.goal(), changed.goal());
    locked(errors, "/deadline", old.deadline(), changed.deadline());
    locked(errors, "/fundingModel", old.fundingModel(), changed.fundingModel());
    for (int i = 0; i < old.tiers().size(); i++) {
      String at = "/tiers/" + i;
      Tier before = old.tiers().get(i);
      if (i >= changed.tiers().size() || !changed.tiers().get(i).id().equals(before.id())) {
        errors.add(
            new FieldError(at, "must be tier " + before.id() + ": new tiers go behind the old"));
        break;
      }
      Tier after = changed.tiers().get(i);
      locked(errors, at + "/price", before.price(), after.price());
      locked(errors, at + "/perBackerLimit", before.perBackerLimit(), after.perBackerLimit());
      locked(errors, at + "/startsAt", before.startsAt(), after.startsAt());
      locked(errors, at + "/endsAt", before.endsAt(), after.endsAt());
      long taken = stock.tiers().get(i).taken();
      if (after.limit() != null && after.limit() < taken) {
        errors.add(
            new FieldError(at + "/limit", "must be at least the " + taken + " held and sold"));
      }
    }
    return List.copyOf(errors);
  }

  private static void locked(
      List<FieldError> errors, String pointer, @Nullable Object before, @Nullable Object after) {
    if (!Objects.equals(before, after)) {
      errors.add(new FieldError(pointer, LOCKED));
    }
  }

  private static <T> T or(@Nullable T changed, T old) {
    return changed != null ? changed : old;
  }
}
