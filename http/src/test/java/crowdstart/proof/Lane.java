package crowdstart.proof;

import crowdstart.ProofNode;
import crowdstart.campaign.Line;
import crowdstart.campaign.ManageAnswer;
import crowdstart.campaign.ManageCommand;
import crowdstart.database.DatabaseAddress;
import crowdstart.http.gateway.StripeGateway;
import crowdstart.http.gateway.StripeSettings;
import crowdstart.identity.BackerId;
import crowdstart.identity.CampaignId;
import crowdstart.identity.Identities;
import crowdstart.identity.OrderId;
import crowdstart.identity.Region;
import crowdstart.order.Backer;
import crowdstart.order.OrderAnswer;
import crowdstart.order.OrderRequest;
import crowdstart.order.PlaceAnswer;
import crowdstart.sandbox.Sandbox;
import crowdstart.sandbox.SandboxSettings;
import crowdstart.sandbox.Trouble;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/** A node and a sandbox of its own, on which batches of trials are run one after the other. */
final class Lane implements AutoCloseable {
  /** Its seconds in one of the wall's: the waits of the sweeps are short then. */
  private static final int CLOCK_SPEED = 60;

  /** The first stop is among the steps that every payment has; two fewer where it ends early. */
  private static final int SURE_STEPS = 5;

  private static final int STEPS_MAX = 16;
  private static final String WEBHOOK_SECRET = "whsec_proof";
  private static final Duration ANSWER_WAIT = Duration.ofSeconds(60);

  private static final Executor CANCEL_LATER =
      CompletableFuture.delayedExecutor(200, TimeUnit.MILLISECONDS);

  final MovingClock clock = new MovingClock(CLOCK_SPEED);
  final Crashes crashes = new Crashes();
  final Sandbox sandbox;
  final ProofNode node;
  final Browser browser;
  final DatabaseAddress database;
  private final StripeGateway gateway;
  private final Identities identities = new Identities(new byte[Identities.SECRET_BYTES_MIN]);
  private final SplittableRandom random;
  private final Queue<CompletionStage<OrderAnswer>> cancels = new ConcurrentLinkedQueue<>();
  private int backers;

  Lane(DatabaseAddress database, SandboxSettings.Database ledger, long seed) {
    this.database = database;
    random = new SplittableRandom(seed);
    sandbox = Sandbox.start(SandboxSettings.local(ledger).withClock(clock).withSeed(seed));
    gateway =
        new StripeGateway(
            new StripeSettings("sandbox", sandbox.address(), SandboxSettings.SECRET_KEY_DEFAULT));
    node = new ProofNode(database, gateway, WEBHOOK_SECRET, clock, crashes::around);
    sandbox.addEndpoint(new SandboxSettings.Endpoint(node.webhooks(), WEBHOOK_SECRET));
    browser = new Browser(sandbox.address());
  }

  /** Runs one order for each card, kind of campaign and ending, to its end. */
  List<Trial> run(String name, Trouble trouble) throws SQLException {
    long started = System.nanoTime();
    sandbox.trouble(trouble);
    List<Trial> trials = place();
    new Batch(this, trials).run();
    long crashed = trials.stream().mapToInt(it -> it.plan().crashes.get()).sum();
    System.out.printf(
        "Crash points, %s: %d trials, %d crashes, %.0f s%n",
        name, trials.size(), crashed, (System.nanoTime() - started) / 1e9);
    return trials;
  }

  private List<Trial> place() {
    Map<TrialCampaign, CampaignId> campaigns = new EnumMap<>(TrialCampaign.class);
    for (TrialCampaign kind : TrialCampaign.values()) {
      campaigns.put(kind, launch(kind));
    }
    List<Trial> trials = new ArrayList<>();
    List<OrderRequest> requests = new ArrayList<>();
    for (Trial.Ending ending : Trial.Ending.values()) {
      for (TrialCard card : TrialCard.values()) {
        campaigns.forEach((kind, campaign) -> {
          String email = "backer-" + ++backers + "@example.org";
          OrderId order = identities.order(campaign, email, "key");
          Trial trial = new Trial(order, campaign, kind, card, ending, plan(order, kind, ending));
          crashes.plan(order, trial.plan());
          trials.add(trial);
          requests.add(request(order, campaign, identities, email));
        });
      }
    }
    List<CompletionStage<PlaceAnswer>> answers =
        requests.stream().map(it -> node.engine.checkout().place(it)).toList();
    answers.forEach(Lane::await);
    requests.forEach(this::requirePlaced);
    return trials;
  }

  private Crashes.Plan plan(OrderId order, TrialCampaign kind, Trial.Ending ending) {
    Set<Integer> steps = new HashSet<>();
    steps.add(backers % sureSteps(kind));
    for (int i = 0; i < 2; i++) {
      steps.add(random.nextInt(SURE_STEPS, STEPS_MAX));
    }
    int cancelStep = ending == Trial.Ending.ORDER_CANCELLED ? random.nextInt(2, 12) : -1;
    return new Crashes.Plan(
        steps, random.nextBoolean(), cancelStep, () -> cancels.add(cancel(order)));
  }

  /** As a backer does: while nobody knows, again. An order that is being confirmed says so. */
  private CompletionStage<OrderAnswer> cancel(OrderId order) {
    return node.engine
        .orders()
        .cancel(order)
        .thenCompose(answer ->
            answer instanceof OrderAnswer.Unknown
                ? CompletableFuture.supplyAsync(() -> order, CANCEL_LATER).thenCompose(this::cancel)
                : CompletableFuture.completedStage(answer));
  }

  /** Waits until every cancel has its answer. */
  void awaitCancels() {
    cancels.forEach(Lane::await);
  }

  private static int sureSteps(TrialCampaign kind) {
    return kind.isCancelled ? SURE_STEPS - 2 : SURE_STEPS;
  }

  private static OrderRequest request(
      OrderId order, CampaignId campaign, Identities identities, String email) {
    BackerId backer = identities.backer(campaign, email);
    @Nullable String referrer = null;
    return new OrderRequest(
        order,
        campaign,
        backer,
        new Backer(email, "A Backer", "SE"),
        List.of(new Line(TrialCampaign.TIER, 1)),
        referrer);
  }

  private CampaignId launch(TrialCampaign kind) {
    CampaignId campaign = identities.newCampaign(new Region("local"));
    manage(campaign, new ManageCommand.Create(kind.details(campaign, clock.instant())));
    manage(campaign, new ManageCommand.Launch());
    return campaign;
  }

  /** A repeat finds the order, or places it should nobody have answered in time. */
  private void requirePlaced(OrderRequest request) {
    Awaitility.await("an order is placed")
        .atMost(ANSWER_WAIT)
        .until(
            () -> await(node.engine.checkout().place(request)),
            PlaceAnswer.Placed.class::isInstance);
  }

  /** Until it is known to be done. */
  void manage(CampaignId campaign, ManageCommand command) {
    Awaitility.await("a campaign is managed")
        .atMost(ANSWER_WAIT)
        .until(
            () -> await(node.engine.campaigns().manage(campaign, command)),
            ManageAnswer.Done.class::isInstance);
  }

  static <T> T await(CompletionStage<T> stage) {
    return stage.toCompletableFuture().orTimeout(ANSWER_WAIT.toSeconds(), TimeUnit.SECONDS).join();
  }

  @Override
  public void close() {
    browser.close();
    node.close();
    gateway.close();
    sandbox.close();
  }
}
