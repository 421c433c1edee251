package crowdstart.loadtest.workload;

import com.fasterxml.jackson.databind.ObjectMapper;
import crowdstart.loadtest.history.Kind;
import crowdstart.loadtest.history.Operation;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Creates and launches a generation of campaigns after the other, and calls some off. */
final class Creator implements Runnable {
  /** So few that they sell out, come back as holds run out, and sell out again. */
  private static final int UNITS_OF_EARLY = 12;

  private static final int TRIES_MAX = 10;
  private static final Duration TRY_AGAIN = Duration.ofMillis(300);
  private static final double CALLED_OFF_AT = 0.6;

  private final Caller caller;
  private final Market market;
  private final WorkloadPlan plan;
  private final int client;
  private final Random random;
  private final ObjectMapper json = new ObjectMapper();

  Creator(Caller caller, Market market, WorkloadPlan plan, int client) {
    this.caller = caller;
    this.market = market;
    this.plan = plan;
    this.client = client;
    this.random = new Random(plan.seed() + client);
  }

  @Override
  public void run() {
    try {
      long end = caller.history().now() + plan.length().toNanos();
      for (int generation = 1; caller.history().now() < end; generation++) {
        long left = end - caller.history().now();
        run(generation, Duration.ofNanos(Math.min(left, WorkloadPlan.GENERATION_MAX.toNanos())));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run(int generation, Duration length) throws InterruptedException {
    long began = caller.history().now();
    List<Market.Offer> offers = new ArrayList<>();
    List<String> toCallOff = new ArrayList<>();
    for (CampaignShape shape : CampaignShape.ALL) {
      Optional<String> campaign = create(generation, shape, length);
      if (campaign.isPresent() && launch(campaign.get())) {
        offers.add(new Market.Offer(campaign.get(), CampaignShape.TIERS));
        if (shape.isCancelled()) {
          toCallOff.add(campaign.get());
        }
      }
    }
    market.replace(offers);
    pauseUntil(began + (long) (length.toNanos() * CALLED_OFF_AT));
    for (String campaign : toCallOff) {
      ask(Kind.CANCEL_CAMPAIGN, campaign, "", "");
    }
    pauseUntil(began + length.toNanos());
  }

  private Optional<String> create(int generation, CampaignShape shape, Duration length)
      throws InterruptedException {
    String title = "seed %d generation %d %s".formatted(plan.seed(), generation, shape.name());
    Instant deadline =
        Instant.now().plusMillis((long) (length.toMillis() * shape.deadlineAt()) + 1_000);
    Operation created =
        ask(Kind.CREATE_CAMPAIGN, "", title, shape.body(json, title, deadline, UNITS_OF_EARLY));
    return created.isDone() ? Optional.of(created.answer().path("id").asText()) : Optional.empty();
  }

  private boolean launch(String campaign) throws InterruptedException {
    return ask(Kind.LAUNCH_CAMPAIGN, campaign, "", "").isDone();
  }

  private Operation ask(Kind kind, String campaign, String key, String body)
      throws InterruptedException {
    Operation answered = caller.ask(client, random, kind, campaign, key, body);
    for (int tries = 1; !answered.isKnown() && tries < TRIES_MAX; tries++) {
      Thread.sleep(TRY_AGAIN);
      answered = caller.ask(client, random, kind, campaign, key, body);
    }
    return answered;
  }

  private void pauseUntil(long nanos) throws InterruptedException {
    long left = nanos - caller.history().now();
    if (left > 0) {
      Thread.sleep(Duration.ofNanos(left));
    }
  }
}
