package crowdstart.simulator;

import crowdstart.campaign.CampaignDetails;
import crowdstart.campaign.FundingModel;
import crowdstart.campaign.ManageCommand;
import crowdstart.campaign.Tier;
import crowdstart.identity.CampaignId;
import crowdstart.identity.OrderId;
import crowdstart.identity.TierId;
import crowdstart.payment.PaymentState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Makes a small campaign, launches it, changes it, gives money back, and sometimes gives up. */
final class SimulatedCreator {
  private static final int ATTEMPTS = 3;
  private static final long WAIT_MILLIS = 1_500;
  private static final long AGAIN_MILLIS = 2_000;
  private static final int LIMIT_MAX = 7;
  private static final int PRICE_MIN = 50;
  private static final int PRICE_MAX = 90;
  private static final int TIERS_MAX = 3;
  private static final int BUSY_MINUTES = 60;
  private static final int DEADLINE_MINUTES_MIN = 20;
  private static final int DEADLINE_MINUTES_MORE = 90;
  private static final int EDITS_MAX = 4;
  private static final int REFUNDS_MAX = 3;

  private final World world;
  private final Random random;
  private final CampaignDetails details;
  private List<Tier> tiers;

  SimulatedCreator(World world, CampaignId campaign) {
    this.world = world;
    this.random = world.random;
    this.tiers = new ArrayList<>();
    int count = 1 + random.nextInt(TIERS_MAX);
    for (int i = 0; i < count; i++) {
      tiers.add(tier(i));
    }
    this.details =
        new CampaignDetails(
            campaign,
            "A lamp",
            "It shines.",
            "studio",
            crowdstart.campaign.Fixture.EUR,
            1 + random.nextInt(PRICE_MAX * LIMIT_MAX),
            World.BEGIN.plus(
                Duration.ofMinutes(DEADLINE_MINUTES_MIN + random.nextInt(DEADLINE_MINUTES_MORE))),
            random.nextBoolean() ? FundingModel.ALL_OR_NOTHING : FundingModel.KEEP_WHAT_YOU_RAISE,
            tiers);
  }

  CampaignDetails details() {
    return details;
  }

  void start() {
    until(new ManageCommand.Create(details), () -> until(new ManageCommand.Launch(), () -> {}));
    for (int i = random.nextInt(EDITS_MAX); i > 0; i--) {
      plan(
          "edits",
          () -> tell(new ManageCommand.Edit(null, null, null, null, null, null, edited())));
    }
    if (random.nextInt(8) == 0) {
      plan("gives up", () -> until(new ManageCommand.Cancel(), () -> {}));
    }
    for (int i = random.nextInt(REFUNDS_MAX); i > 0; i--) {
      plan("gives back", this::giveBack);
    }
  }

  private void plan(String what, Runnable action) {
    long at = Duration.ofMinutes(1 + random.nextInt(BUSY_MINUTES)).toMillis();
    world.schedule.in(at, "creator of " + details.id() + " " + what, action);
  }

  private Tier tier(int number) {
    return new Tier(
        new TierId("tier-" + number),
        "Tier " + number,
        PRICE_MIN + random.nextInt(PRICE_MAX - PRICE_MIN),
        limit(),
        random.nextInt(3) == 0 ? Integer.valueOf(1 + random.nextInt(3)) : null,
        null,
        null);
  }

  private @Nullable Integer limit() {
    return random.nextInt(6) == 0 ? null : Integer.valueOf(1 + random.nextInt(LIMIT_MAX));
  }

  /** Another limit, or one more tier. Often not allowed. */
  private List<Tier> edited() {
    List<Tier> changed = new ArrayList<>(tiers);
    if (random.nextInt(4) == 0) {
      changed.add(tier(changed.size()));
    } else {
      int index = random.nextInt(changed.size());
      Tier old = changed.get(index);
      changed.set(
          index,
          new Tier(old.id(), old.title(), old.price(), limit(), old.perBackerLimit(), null, null));
    }
    return changed;
  }

  private void tell(ManageCommand command) {
    ask(
        command,
        answer -> {
          if (answer == SimulatedCampaign.Managed.DONE
              && command instanceof ManageCommand.Edit edit
              && edit.tiers() != null) {
            tiers = edit.tiers();
          }
        });
  }

  /** The creator insists. */
  private void until(ManageCommand command, Runnable then) {
    ask(
        command,
        answer -> {
          switch (answer) {
            case DONE -> then.run();
            case REFUSED -> {}
            case UNKNOWN ->
                world.schedule.in(AGAIN_MILLIS, "creator insists", () -> until(command, then));
          }
        });
  }

  private void ask(ManageCommand command, Consumer<SimulatedCampaign.Managed> to) {
    Asking.ask(
        world,
        "creator " + command,
        ATTEMPTS,
        WAIT_MILLIS,
        () -> true,
        reply -> world.campaign(details.id()).manage(command, reply),
        SimulatedCampaign.Managed.UNKNOWN,
        to);
  }

  /** A part of what somebody has paid; under the same id when asked again. */
  private void giveBack() {
    for (PaymentState state : List.copyOf(world.paymentViews.all().values())) {
      if (state instanceof PaymentState.Captured captured
          && captured.terms().campaign().equals(details.id())
          && random.nextBoolean()) {
        OrderId order = captured.terms().order();
        long amount = Math.max(1, captured.captured() / 3);
        Asking.ask(
            world,
            "creator gives back of " + order,
            ATTEMPTS,
            WAIT_MILLIS,
            () -> true,
            (Consumer<PaymentReply> reply) -> world.payment(order).giveBack("mine", amount, reply),
            PaymentReply.UNKNOWN,
            _ -> {});
        return;
      }
    }
  }
}
