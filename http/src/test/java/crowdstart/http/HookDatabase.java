package crowdstart.http;

import crowdstart.database.DatabaseAddress;
import crowdstart.database.EmbeddedPostgres;
import crowdstart.database.Migrations;
import crowdstart.database.Pool;
import crowdstart.database.PoolSizes;
import crowdstart.database.Pools;
import crowdstart.hook.Attempt;
import crowdstart.hook.DueDeliveries;
import crowdstart.hook.HookEvent;
import crowdstart.hook.HookType;
import crowdstart.hook.Outbox;
import crowdstart.hook.Settlement;
import crowdstart.identity.CampaignId;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** One embedded PostgreSQL for all tests of a JVM, where webhooks live. */
public final class HookDatabase {
  private static final Path DIRECTORY = Path.of("target", "hook-database").toAbsolutePath();
  private static final Pools POOLS = start();

  private HookDatabase() {}

  public static Pools pools() {
    return POOLS;
  }

  /** Adds an event to the outbox, as a feed would. */
  public static void owe(CampaignId campaign, int number, Instant at) {
    HookEvent event =
        new HookEvent(
            "test|" + campaign + "#" + number,
            HookType.ORDER_PLACED,
            campaign,
            null,
            at,
            "{\"number\":" + number + ",\"name\":\"L\u00f6ve\"}");
    try (var connection = POOLS.source(Pool.VIEW).getConnection()) {
      connection.setAutoCommit(false);
      Outbox.add(connection, List.of(event), at);
      connection.commit();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Disables a webhook, as an answer of 410 would. */
  static void disable(String webhook) {
    var due = new DueDeliveries(POOLS);
    Instant now = Instant.now().plusSeconds(60);
    try {
      due.settle(
          due.claim(webhook, 1, now).getFirst(),
          new Attempt(1, now, Duration.ZERO, 410, null),
          new Settlement.Gone());
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The server may be one of an earlier run, with what that left behind. */
  private static DatabaseAddress empty(DatabaseAddress server) {
    String name = "hooks_" + ProcessHandle.current().pid() + "_" + System.nanoTime();
    try (var connection = server.connect();
        var statement = connection.createStatement()) {
      statement.execute("create database " + name);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    String url = server.url();
    return new DatabaseAddress(
        url.substring(0, url.lastIndexOf('/') + 1) + name, server.user(), server.password());
  }

  private static Pools start() {
    EmbeddedPostgres server = EmbeddedPostgres.start(DIRECTORY, 0);
    DatabaseAddress address = empty(server.address());
    Migrations.run(address);
    Pools pools = new Pools(address, PoolSizes.DEFAULT);
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  pools.close();
                  server.close();
                },
                "stop-hook-database"));
    return pools;
  }
}
