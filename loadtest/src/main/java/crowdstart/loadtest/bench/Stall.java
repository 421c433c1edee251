package crowdstart.loadtest.bench;

import crowdstart.loadtest.process.Database;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.LockSupport;

/** Keeps tables from being written, so that whoever needs them has to wait. */
final class Stall implements AutoCloseable {
  /**
   * Nothing of fulfilment can be stored. In the strongest mode but one: access exclusive gives its
   * transaction an id, behind which the feeds of all streams would wait.
   */
  private static final String[] FULFILMENT = {
    "lock table fulfilment_journal.event_journal in exclusive mode",
    "lock table view.shipment in exclusive mode"
  };

  private static final String[] ORDERS = {
    "lock table order_journal.event_journal in exclusive mode"
  };

  /** How long the slowed order journal is shut, and then how long it is open. */
  static final long SLOWED_MILLIS = 50;

  private final CompletableFuture<Void> release = new CompletableFuture<>();
  private final CompletableFuture<Void> held = new CompletableFuture<>();
  private final CompletableFuture<Void> ended;

  /** Looks around on the connection that holds the tables, before it lets go. */
  interface LastLook {
    void look(Connection connection) throws SQLException;
  }

  private Stall(Database database, boolean isOnAndOff, LastLook lastLook, String... locks) {
    ended =
        CompletableFuture.runAsync(
            () -> hold(database, isOnAndOff, lastLook, locks),
            task -> Thread.ofPlatform().name("stall").daemon().start(task));
    // Where it cannot even begin, the end says why.
    CompletableFuture.anyOf(held, ended).join();
  }

  /** Stops fulfilment until it is closed. */
  static Stall ofFulfilment(Database database, LastLook lastLook) {
    return new Stall(database, false, lastLook, FULFILMENT);
  }

  /** Shuts the order journal half of the time until it is closed. */
  static Stall ofOrders(Database database) {
    return new Stall(database, true, _ -> {}, ORDERS);
  }

  private void hold(Database database, boolean isOnAndOff, LastLook lastLook, String... locks) {
    try (Connection connection = DriverManager.getConnection(database.url());
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      while (!release.isDone()) {
        for (String lock : locks) {
          statement.execute(lock);
        }
        held.complete(null);
        await(isOnAndOff);
        lastLook.look(connection);
        connection.commit();
        if (isOnAndOff) {
          LockSupport.parkNanos(SLOWED_MILLIS * 1_000_000);
        }
      }
    } catch (SQLException e) {
      throw new IllegalStateException("the tables could not be held", e);
    }
  }

  private void await(boolean isOnAndOff) {
    if (isOnAndOff) {
      LockSupport.parkNanos(SLOWED_MILLIS * 1_000_000);
    } else {
      release.join();
    }
  }

  /** Lets go; throws when the tables were not held all the time. */
  @Override
  public void close() {
    release.complete(null);
    try {
      ended.join();
    } catch (CompletionException e) {
      throw new IllegalStateException("the stall failed", e.getCause());
    }
  }
}
