package crowdstart.simulator;

import crowdstart.campaign.CampaignDetails;
import crowdstart.campaign.Fixture;
import crowdstart.campaign.Line;
import crowdstart.campaign.Tier;
import crowdstart.identity.CampaignId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** One seed, played from the beginning until nothing is left to happen. */
final class Simulation {
  /** The property that replays one seed. */
  static final String SEED_PROPERTY = "crowdstart.simulator.seed";

  /** A world that has not come to rest by then never will. */
  static final int STEPS_MAX = 20_000;

  private static final Duration TROUBLE = Duration.ofMinutes(60);
  private static final Duration SWEEP_INTERVAL = Duration.ofMinutes(5);
  private static final Duration LAPSE_GRACE = Duration.ofMinutes(5);
  private static final int BACKERS_MIN = 8;
  private static final int BACKERS_MAX = 24;

  /** Their numbers begin here. */
  private static final int LAST_BUYERS = 30;

  private final long seed;
  private final World world;
  private final Chaos chaos;
  private final List<SimulatedBacker> backers = new ArrayList<>();
  private final List<CampaignId> campaigns = new ArrayList<>();

  /** What a seed came to. */
  record Outcome(long seed, long hash, int steps) {}

  private Simulation(long seed, Mutation mutation, Coverage coverage) {
    this.seed = seed;
    this.world = new World(seed, mutation, coverage);
    this.chaos = new Chaos(world);
  }

  static Outcome play(long seed, Mutation mutation) {
    return play(seed, mutation, new Coverage());
  }

  /** Plays a seed; throws with all that is needed to replay it when an invariant does not hold. */
  static Outcome play(long seed, Mutation mutation, Coverage coverage) {
    Simulation simulation = new Simulation(seed, mutation, coverage);
    try {
      simulation.run();
    } catch (AssertionError | RuntimeException e) {
      throw new AssertionError(simulation.report(e), e);
    }
    return new Outcome(seed, simulation.world.trace.hash(), simulation.world.trace.steps());
  }

  private void run() {
    int count = 1 + world.random.nextInt(2);
    for (int i = 1; i <= count; i++) {
      SimulatedCreator creator = new SimulatedCreator(world, Fixture.campaign("sim", i));
      campaigns.add(creator.details().id());
      creator.start();
      int crowd = BACKERS_MIN + world.random.nextInt(BACKERS_MAX - BACKERS_MIN);
      for (int backer = 1; backer <= crowd; backer++) {
        backers.add(new SimulatedBacker(world, creator.details(), backer));
      }
    }
    backers.forEach(SimulatedBacker::start);
    chaos.start();
    sweep();
    world.schedule.in(TROUBLE.toMillis(), "all is well again", this::heal);
    while (world.schedule.step()) {
      if (world.trace.steps() > STEPS_MAX) {
        throw new Violation("O7", "it does not come to rest");
      }
    }
    world.judge.atTheEnd();
  }

  private void heal() {
    chaos.end();
    backers.forEach(SimulatedBacker::resolve);
    Duration untilLapsed = SimulatedCampaign.HOLD_DURATION.plus(LAPSE_GRACE);
    world.schedule.in(
        untilLapsed.toMillis(),
        "looks for old holds",
        () -> {
          world.judge.checkLapsed();
          campaigns.forEach(this::sellTheRest);
        });
  }

  /** Demand goes on: what is left can be bought, to the last unit (S4). */
  private void sellTheRest(CampaignId campaign) {
    CampaignDetails details = world.judge.book(campaign).details();
    if (details == null) {
      return;
    }
    for (Tier tier : details.tiers()) {
      long left = world.judge.book(campaign).remaining(tier.id()).last();
      if (left > 0 && left <= Line.QUANTITY_MAX) {
        Line line = new Line(tier.id(), (int) left);
        new SimulatedBacker(world, details, LAST_BUYERS + backers.size()).want(line);
      }
    }
  }

  /** As {@code Sweeps} does, from the views: a campaign closes even if nobody comes (C4). */
  private void sweep() {
    world.schedule.in(
        SWEEP_INTERVAL.toMillis(),
        "due-sweep looks",
        () -> {
          boolean isOneOpen = false;
          for (CampaignId campaign : campaigns) {
            // One that a clock was too far ahead for was never launched, and has nothing to close.
            if (!world.weather.isFair() || world.judge.book(campaign).live().last() == 1) {
              isOneOpen = true;
              world.send("campaign " + campaign + " wake", () -> world.campaign(campaign).look());
            }
          }
          if (isOneOpen) {
            sweep();
          }
        });
  }

  private String report(Throwable failure) {
    return """
    %s
    seed %d, step %d; replay it with -D%s=%d
    the last %d steps:
    %s
    """
        .formatted(
            failure,
            seed,
            world.trace.steps(),
            SEED_PROPERTY,
            seed,
            Trace.STEPS_SHOWN,
            world.trace.lastSteps());
  }
}
