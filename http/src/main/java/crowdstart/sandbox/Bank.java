package crowdstart.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends refunds back that were called done: the card's account is closed. The money is then with
 * the merchant again.
 */
final class Bank implements AutoCloseable {
  /** A real one takes days. */
  static final Duration SENDS_BACK_AFTER = Duration.ofSeconds(2);

  static final Duration POLL_INTERVAL = Duration.ofMillis(200);
  private static final int AT_ONCE_MAX = 100;
  private static final Logger log = LoggerFactory.getLogger(Bank.class);

  private final LedgerDatabase database;
  private final Events events;
  private final Webhooks webhooks;
  private final InstantSource clock;
  private final ExecutorService thread = Executors.newVirtualThreadPerTaskExecutor();
  private volatile boolean isClosed;

  Bank(LedgerDatabase database, Events events, Webhooks webhooks, InstantSource clock) {
    this.database = database;
    this.events = events;
    this.webhooks = webhooks;
    this.clock = clock;
  }

  static void willSendBack(Ledger ledger, ObjectNode refund) {
    try (var insert =
        ledger
            .connection()
            .prepareStatement(
                "insert into sandbox.failing_refund (refund, due)"
                    + " values (?, clock_timestamp() + ? * interval '1 millisecond')")) {
      insert.setString(1, Ledger.id(refund));
      insert.setLong(2, SENDS_BACK_AFTER.toMillis());
      insert.executeUpdate();
    } catch (SQLException e) {
      throw new LedgerException(e);
    }
  }

  void start() {
    thread.execute(this::loop);
  }

  private void loop() {
    while (!isClosed) {
      try {
        if (sendBackSome() > 0) {
          webhooks.wake();
        }
      } catch (RuntimeException e) {
        if (!isClosed) {
          log.warn("refunds that fail are out of reach", e);
        }
      }
      LockSupport.parkNanos(POLL_INTERVAL.toNanos());
    }
  }

  private int sendBackSome() {
    return database.run(connection -> {
      Ledger ledger = new Ledger(connection, clock.instant().getEpochSecond());
      List<ObjectNode> due =
          ledger.query(
              """
              delete from sandbox.failing_refund failing using sandbox.object object
              where object.id = failing.refund and failing.refund in (
                select refund from sandbox.failing_refund where due <= clock_timestamp()
                limit ? for update skip locked)
              returning object.body
              """,
              AT_ONCE_MAX);
      due.forEach(refund -> Refunds.fail(ledger, events, Ledger.id(refund)));
      return due.size();
    });
  }

  @Override
  public void close() {
    isClosed = true;
    thread.shutdownNow();
  }
}
