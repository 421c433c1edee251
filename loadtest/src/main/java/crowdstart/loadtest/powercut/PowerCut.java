package crowdstart.loadtest.powercut;

import crowdstart.loadtest.fault.PostgresServer;
import crowdstart.loadtest.fault.Shell;
import crowdstart.loadtest.fault.Supervised;
import crowdstart.loadtest.process.Java;
import crowdstart.loadtest.process.Node;
import crowdstart.loadtest.profile.Shop;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/** Cuts the power of nodes and database, again and again, and counts what was lost. */
public final class PowerCut implements AutoCloseable {
  private static final int SUBNETS = 200;
  private static final int POSTGRES_PORT_FOR_NOW = 54_876;
  private static final Duration BUY_WAIT_MAX = Duration.ofMinutes(2);
  private static final Duration READY_WAIT_MAX = Duration.ofMinutes(2);
  private static final long LOOK_MILLIS = 5;
  private static final int MORE_MILLIS_MAX = 300;
  private static final int READ_MAX = 200;

  /**
   * A node's sessions have said that they keep what they commit; only their transactions can be
   * deceived.
   */
  private static final String NOT_AWAITED =
      """
      create or replace function public.not_awaited() returns trigger language plpgsql as $$
      begin
        perform set_config('synchronous_commit', 'off', true);
        return null;
      end $$
      """;

  private final Plan plan;
  private final Random random;
  private final String host;
  private final MortalDisk disk;
  private final PostgresServer server;
  private final List<String> acknowledged = new ArrayList<>();

  /**
   * What is to be done.
   *
   * @param orders acknowledged at least before each cut
   * @param isControl whether commits are not awaited, so that orders must get lost
   * @param directory for the disk and the logs; stays
   */
  public record Plan(int cuts, int orders, boolean isControl, long seed, Path directory) {}

  /**
   * What came of it.
   *
   * @param lost acknowledged, and not in the journal after a cut
   * @param unread in the journal, and not answered by a node as an order
   */
  public record Result(int cuts, int acknowledged, int lost, int unread) {}

  private PowerCut(Plan plan) throws InterruptedException {
    this.plan = plan;
    random = new Random(plan.seed());
    host = "127.78." + (1 + ProcessHandle.current().pid() % SUBNETS) + ".1";
    disk = MortalDisk.make(plan.directory());
    server = PostgresServer.prepare(disk.place(), POSTGRES_PORT_FOR_NOW);
    // What is installed was installed long ago, and is not what a power cut takes.
    Shell.run("sync", "--file-system", disk.place().toString());
  }

  /** Whether this system lets us mount a disk of our own: tries, in this directory. */
  public static boolean isPossible(Path directory) {
    return MortalDisk.canBeMade(directory);
  }

  public static Result run(Plan plan) throws SQLException, InterruptedException {
    try (PowerCut cuts = new PowerCut(plan)) {
      return cuts.all();
    }
  }

  private Result all() throws SQLException, InterruptedException {
    int lost = 0;
    int unread = 0;
    for (int cut = 1; cut <= plan.cuts(); cut++) {
      List<String> before = cutWhileBuying();
      acknowledged.addAll(before);
      disk.replaceByCopy();
      server.forgetProcess();
      Found found = find(before);
      lost += found.lost();
      unread += found.unread();
      System.out.printf(
          Locale.ROOT,
          "cut %2d: %5d orders acknowledged before it, %6d in all; lost %d, unread %d%n",
          cut,
          before.size(),
          acknowledged.size(),
          found.lost(),
          found.unread());
    }
    return new Result(plan.cuts(), acknowledged.size(), lost, unread);
  }

  /** Returns what was acknowledged before the power was gone. */
  private List<String> cutWhileBuying() throws SQLException, InterruptedException {
    try (Supervised database = startDatabase();
        Supervised node = startNode()) {
      awaitReady(node);
      if (plan.isControl()) {
        // Of the views as well: whoever awaits its own commit awaits those before it.
        execute(
            NOT_AWAITED,
            atEachWrite("campaign_journal.event_journal"),
            atEachWrite("order_journal.event_journal"),
            atEachWrite("view.pekko_projection_offset_store"));
      }
      String campaign;
      try (Shop shop = new Shop(node(), "")) {
        campaign = shop.launchCampaign("Power cut", Shop.STOCK_HUGE, Shop.ALL_OR_NOTHING);
      }
      try (Buyers buyers = new Buyers(List.of(node()), campaign)) {
        awaitOrders(buyers);
        Thread.sleep(random.nextInt(MORE_MILLIS_MAX));
        disk.cut();
        database.holdDown("KILL");
        node.holdDown("KILL");
        buyers.stop();
        return buyers.acknowledged();
      }
    }
  }

  private void awaitOrders(Buyers buyers) throws InterruptedException {
    long deadline = System.nanoTime() + BUY_WAIT_MAX.toNanos();
    while (buyers.count() < plan.orders()) {
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException(
            "only %d orders within %s".formatted(buyers.count(), BUY_WAIT_MAX));
      }
      Thread.sleep(LOOK_MILLIS);
    }
  }

  private static String atEachWrite(String table) {
    return """
    create or replace trigger not_awaited before insert or update on %s
    execute function public.not_awaited()
    """
        .formatted(table);
  }

  /** What is missing. */
  private record Found(int lost, int unread) {}

  /** Looks for all orders so far in the journal, and asks a fresh node for the latest. */
  private Found find(List<String> latest) throws SQLException, InterruptedException {
    try (Supervised database = startDatabase()) {
      Set<String> stored = stored();
      int lost = 0;
      for (String order : plan.isControl() ? latest : acknowledged) {
        lost += stored.contains(order) ? 0 : 1;
      }
      int unread = plan.isControl() ? 0 : unread(latest);
      // Not in order either: the next power cut finds it as this one did.
      database.holdDown("QUIT");
      return new Found(lost, unread);
    }
  }

  private int unread(List<String> latest) throws InterruptedException {
    try (Supervised node = startNode();
        Shop shop = new Shop(node(), "")) {
      awaitReady(node);
      int unread = 0;
      for (String order : latest.subList(Math.max(0, latest.size() - READ_MAX), latest.size())) {
        unread += shop.get("/v1/orders/" + order).statusCode() == 200 ? 0 : 1;
      }
      return unread;
    }
  }

  private Set<String> stored() throws SQLException {
    Set<String> orders = new HashSet<>();
    try (Connection connection = DriverManager.getConnection(PostgresServer.url(host));
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "select split_part(persistence_id, '|', 2) from order_journal.event_journal"
                    + " where sequence_number = 1")) {
      while (rows.next()) {
        orders.add(rows.getString(1));
      }
    }
    return orders;
  }

  private void execute(String... statements) throws SQLException {
    try (Connection connection = DriverManager.getConnection(PostgresServer.url(host));
        Statement statement = connection.createStatement()) {
      for (String each : statements) {
        statement.execute(each);
      }
    }
  }

  private Supervised startDatabase() throws InterruptedException {
    Supervised database =
        new Supervised(
            "database", plan.directory(), server.command(List.of(), host), new HashMap<>());
    database.start();
    PostgresServer.awaitAnswer(PostgresServer.url(host));
    return database;
  }

  private Supervised startNode() {
    Supervised node =
        new Supervised(
            "node",
            plan.directory(),
            Java.of("640m").command(List.of("-XX:+UseSerialGC", Node.MAIN)),
            Map.of(
                "HTTP_HOST", host,
                "HTTP_PORT", "8080",
                "MANAGEMENT_PORT", "8558",
                "ARTERY_PORT", "17355",
                "SANDBOX_PORT", "12111",
                "DATABASE_URL", PostgresServer.url(host),
                "DEMO_CAMPAIGNS", "false"));
    node.start();
    return node;
  }

  private URI node() {
    return URI.create("http://" + host + ":8080");
  }

  private void awaitReady(Supervised node) throws InterruptedException {
    long deadline = System.nanoTime() + READY_WAIT_MAX.toNanos();
    try (Shop management = new Shop(URI.create("http://" + host + ":8558"), "")) {
      while (!isReady(management)) {
        if (System.nanoTime() > deadline) {
          throw new IllegalStateException(node.name() + " was not ready in time");
        }
        Thread.sleep(100);
      }
    }
  }

  private static boolean isReady(Shop management) {
    try {
      return management.get("/health/ready").statusCode() == 200;
    } catch (UncheckedIOException notYet) {
      return false;
    }
  }

  @Override
  public void close() {
    disk.close();
  }
}
