package crowdstart.campaign;

import crowdstart.identity.TierId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Draws the commands of a walk: few orders, few units, so that they meet. */
final class WalkSteps {
  private static final int ORDERS = 10;
  private static final int BACKERS = 4;
  private static final int BATCH_MAX = 8;
  private static final List<String> TIERS = List.of("a", "b", "c", "d");

  private final Random random;

  WalkSteps(Random random) {
    this.random = random;
  }

  /** Mostly forward, now and then back by up to an hour (C3). */
  Instant move(Instant now) {
    return switch (random.nextInt(12)) {
      case 0 -> now.minusSeconds(random.nextInt(3_600));
      case 1 -> now.plus(Duration.ofHours(1));
      case 2, 3 -> now.plus(Duration.ofMinutes(15));
      case 4, 5, 6 -> now;
      default -> now.plusMillis(random.nextInt(120_000));
    };
  }

  List<StockCommand> batch() {
    List<StockCommand> batch = new ArrayList<>();
    int size = random.nextInt(BATCH_MAX + 1);
    for (int i = 0; i < size; i++) {
      int order = 1 + random.nextInt(ORDERS);
      batch.add(
          switch (random.nextInt(10)) {
            case 0, 1 -> Fixture.confirm(order);
            case 2 -> Fixture.release(order);
            case 3 -> Fixture.forget(order);
            case 4 -> Fixture.find(order);
            default -> Fixture.place(order, 1 + order % BACKERS, lines());
          });
    }
    return batch;
  }

  private Line[] lines() {
    Line[] lines = new Line[1 + random.nextInt(3) / 2 + random.nextInt(5) / 4];
    for (int i = 0; i < lines.length; i++) {
      int known = random.nextInt(40) == 0 ? TIERS.size() : 2;
      lines[i] = new Line(new TierId(TIERS.get(random.nextInt(known))), 1 + random.nextInt(3));
    }
    return lines;
  }

  ManageCommand create(Instant now) {
    CampaignDetails plain = Fixture.details();
    return new ManageCommand.Create(
        new CampaignDetails(
            plain.id(),
            "Walk",
            "",
            "studio",
            Fixture.EUR,
            1 + random.nextInt(2_000),
            now.plus(Duration.ofMinutes(random.nextInt(600))),
            random.nextBoolean() ? FundingModel.ALL_OR_NOTHING : FundingModel.KEEP_WHAT_YOU_RAISE,
            tiers(random.nextInt(8) == 0 ? 0 : 2)));
  }

  ManageCommand manage(List<Tier> now, Instant instant) {
    return switch (random.nextInt(12)) {
      case 0 -> new ManageCommand.Cancel();
      case 1, 2 -> new ManageCommand.Close();
      case 3, 4 -> new ManageCommand.Launch();
      case 5 -> create(instant);
      case 6 -> Fixture.title("Walk " + random.nextInt(3));
      case 7 ->
          new ManageCommand.Edit(null, null, null, (long) random.nextInt(500), null, null, null);
      case 8 ->
          new ManageCommand.Edit(
              null, null, null, null, instant.plusSeconds(random.nextInt(9_000)), null, null);
      case 9 -> Fixture.tiers(tiers(1 + random.nextInt(2)).toArray(Tier[]::new));
      default -> Fixture.tiers(withOtherLimits(now).toArray(Tier[]::new));
    };
  }

  private List<Tier> withOtherLimits(List<Tier> now) {
    List<Tier> changed = new ArrayList<>();
    for (Tier tier : now) {
      changed.add(
          new Tier(
              tier.id(),
              tier.title(),
              tier.price(),
              limit(9),
              tier.perBackerLimit(),
              tier.startsAt(),
              tier.endsAt()));
    }
    if (random.nextInt(3) == 0 && changed.size() < TIERS.size()) {
      changed.add(tier(TIERS.get(changed.size())));
    }
    return changed;
  }

  private List<Tier> tiers(int count) {
    List<Tier> tiers = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      tiers.add(tier(TIERS.get(i)));
    }
    return tiers;
  }

  private Tier tier(String id) {
    boolean isTimed = random.nextInt(4) == 0;
    return new Tier(
        new TierId(id),
        "Tier",
        45 + random.nextInt(255),
        limit(7),
        random.nextInt(3) == 0 ? 1 + random.nextInt(4) : null,
        isTimed ? Fixture.NOW.plusSeconds(random.nextInt(3_600)) : null,
        isTimed ? Fixture.NOW.plusSeconds(3_600 + random.nextInt(7_200)) : null);
  }

  private @Nullable Integer limit(int most) {
    int limit = random.nextInt(most + 2);
    return limit == most + 1
        ? null
        : Integer.valueOf(limit == 0 && random.nextInt(4) > 0 ? 1 : limit);
  }
}
