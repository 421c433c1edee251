package crowdstart.loadtest.launch;

import crowdstart.loadtest.process.Child;
import crowdstart.loadtest.process.Children;
import crowdstart.loadtest.process.Database;
import crowdstart.loadtest.process.Java;
import crowdstart.loadtest.process.Node;
import crowdstart.loadtest.profile.Shop;
import crowdstart.loadtest.report.Claim;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The whole launch: starts everything, lets the crowd come, and writes the report. */
public final class Launch {
  private static final int DATABASE_PORT = 18_432;
  private static final int SANDBOX_PORT = 18_112;
  private static final String SANDBOX_HOST = "127.0.0.1";
  private static final String SANDBOX_HEAP = "256m";
  private static final Pattern SANDBOX_READY = Pattern.compile("payment sandbox is ready");
  private static final long SANDBOX_SECONDS_MAX = 60;

  /** How long the crowd may take to be connected. */
  private static final int CONNECT_SECONDS_MAX = 180;

  /** How long wishes under way may take to end, once no more begin. */
  private static final int END_SECONDS_MAX = 60;

  private static final long TICK_MILLIS = 20;

  private final LaunchPlan plan;
  private final Path directory;
  private final Timeline timeline;

  private Launch(LaunchPlan plan, Path directory) {
    this.plan = plan;
    this.directory = directory;
    timeline = new Timeline(plan.crowds());
  }

  /** Blocks until all is over and the report is written; returns what was claimed. */
  public static List<Claim> run(LaunchPlan plan)
      throws IOException, SQLException, InterruptedException {
    // Now, so that minutes of load are not lost at the end to a place that cannot be written.
    Files.createDirectories(plan.out());
    Path directory = Files.createTempDirectory("crowdstart-launch");
    System.out.println("logs and data in " + directory);
    try (Children children = new Children()) {
      return new Launch(plan, directory).run(children);
    }
  }

  private List<Claim> run(Children children)
      throws IOException, SQLException, InterruptedException {
    Database database = Database.start(children, directory, DATABASE_PORT);
    Child sandbox = startSandbox(children, database);
    List<Node> nodes =
        Node.start(
            children, directory, Java.of(plan.nodeHeap()), database, plan.nodes(), settings());
    double ready = nodes.stream().mapToDouble(Node::readyAfterSeconds).max().orElse(0);
    System.out.printf("%d nodes ready after %.1f s%n", nodes.size(), ready);
    List<URI> servers = nodes.stream().map(Node::url).toList();
    WarmUp.run(plan, servers, sandboxAddress());
    String campaign;
    try (Shop shop = new Shop(servers.getFirst(), "")) {
      campaign = shop.launch(LaunchCampaign.of(plan.stock()));
    }
    try (Crowds crowds =
            new Crowds(
                children, directory, plan, servers, sandboxAddress(), campaign, timeline::add);
        Scrape scrape = new Scrape(nodes)) {
      Usage usage = new Usage(watched(nodes, sandbox, database, crowds));
      Launched launched =
          new Stage(plan, timeline, usage, scrape, crowds, database, campaign).play();
      List<Claim> claims = Budgets.claims(launched);
      LaunchReport.write(launched, claims, database.description());
      return claims;
    }
  }

  /** The crowd's part, on the one thread that also meters everybody. */
  private record Stage(
      LaunchPlan plan,
      Timeline timeline,
      Usage usage,
      Scrape scrape,
      Crowds crowds,
      Database database,
      String campaign) {
    Launched play() throws IOException, SQLException, InterruptedException {
      long connected = await(CONNECT_SECONDS_MAX, m -> m.connected >= plan.backers());
      if (connected < 0) {
        System.out.println("not everybody could be connected");
      }
      long begin = System.currentTimeMillis() / 1_000 + 2;
      crowds.begin(begin * 1_000);
      long launch = begin + Math.round(plan.shape().launchAt());
      long end = begin + Math.round(plan.shape().seconds());
      while (System.currentTimeMillis() < end * 1_000) {
        second();
      }
      awaitSoldOut();
      crowds.stop();
      await(END_SECONDS_MAX, m -> m.unresolved == 0);
      // One more whole second, so that the last totals are in.
      second();
      return new Launched(
          plan,
          begin,
          launch,
          end,
          timeline.whole(),
          usage.moments(),
          Lag.bySecond(timeline.whole(), plan.holdSeconds()),
          scrape,
          settledStock());
    }

    private interface Condition {
      boolean holds(Timeline.Moment moment);
    }

    /** Lets seconds pass until it holds; returns the second, or -1 when it never did. */
    private long await(int secondsMax, Condition condition) throws InterruptedException {
      long until = System.currentTimeMillis() + secondsMax * 1_000L;
      while (System.currentTimeMillis() < until) {
        Timeline.Moment moment = second();
        if (moment != null && condition.holds(moment)) {
          return System.currentTimeMillis() / 1_000;
        }
      }
      return -1;
    }

    private void awaitSoldOut() throws SQLException, InterruptedException {
      long until = System.currentTimeMillis() + (long) (plan.shape().stragglersSeconds() * 1_000);
      Stock stock = Stock.read(database, campaign);
      while (System.currentTimeMillis() < until
          && !(stock.sold() == plan.stock() && stock.held() == 0)) {
        second();
        stock = Stock.read(database, campaign);
      }
    }

    /** The views follow the journals; what they say is read until it changes no more. */
    private Stock settledStock() throws SQLException, InterruptedException {
      Stock stock = Stock.read(database, campaign);
      for (Stock before = null; !stock.equals(before); ) {
        before = stock;
        second();
        second();
        stock = Stock.read(database, campaign);
      }
      return stock;
    }

    /** Lets one second pass: meters, and prints what the crowd told of the one before. */
    private Timeline.@Nullable Moment second() throws InterruptedException {
      long second = System.currentTimeMillis() / 1_000;
      while (System.currentTimeMillis() / 1_000 == second) {
        Thread.sleep(TICK_MILLIS);
      }
      usage.sample(second);
      Long newest = timeline.newestWhole();
      Timeline.Moment moment = newest == null ? null : timeline.at(newest);
      if (moment != null) {
        Usage.Moment used = usage.moments().get(second);
        System.out.println(Progress.line(moment, used));
      }
      return moment;
    }
  }

  private Child startSandbox(Children children, Database database) throws InterruptedException {
    String webhooks =
        IntStream.rangeClosed(1, plan.nodes())
            .mapToObj(n ->
                "http://127.0.0.%d:%d/v1/payments/webhooks/sandbox".formatted(n, Node.HTTP_PORT))
            .collect(Collectors.joining(","));
    Child sandbox =
        children.add(
            Child.start(
                "sandbox",
                directory,
                Java.of(SANDBOX_HEAP),
                Map.of(
                    "DATABASE_URL",
                    database.url(),
                    "SANDBOX_HOST",
                    SANDBOX_HOST,
                    "SANDBOX_PORT",
                    Integer.toString(SANDBOX_PORT),
                    "SANDBOX_WEBHOOK_URLS",
                    webhooks,
                    "SANDBOX_WEBHOOK_SECRET",
                    Node.WEBHOOK_SECRET),
                SANDBOX_READY,
                Node.MAIN,
                "sandbox"));
    sandbox.awaitAnnouncement(SANDBOX_SECONDS_MAX);
    return sandbox;
  }

  private static URI sandboxAddress() {
    return URI.create("http://" + SANDBOX_HOST + ":" + SANDBOX_PORT);
  }

  private Map<String, String> settings() {
    Map<String, String> settings = new HashMap<>();
    settings.put("SANDBOX_ADDRESS", sandboxAddress().toString());
    settings.put("HOLD_DURATION", "PT" + plan.holdSeconds() + "S");
    if (!plan.nodeFlags().isEmpty()) {
      settings.put("JAVA_TOOL_OPTIONS", plan.nodeFlags());
    }
    return settings;
  }

  private static List<Watched> watched(
      List<Node> nodes, Child sandbox, Database database, Crowds crowds) {
    List<Watched> all = new ArrayList<>();
    for (int i = 0; i < nodes.size(); i++) {
      all.add(new Watched("node " + (i + 1), nodes.get(i).child().pid(), false));
    }
    all.add(new Watched("PostgreSQL", database.postmaster(), true));
    all.add(new Watched("sandbox", sandbox.pid(), false));
    crowds.processes().forEach(each -> all.add(new Watched("crowd", each.pid(), false)));
    return all;
  }
}
