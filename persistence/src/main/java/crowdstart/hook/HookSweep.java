package crowdstart.hook;

import crowdstart.database.Pool;
import crowdstart.database.Pools;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/**
 * Takes away what is done with, in small steps. Every node may sweep at any time: rows that another
 * one holds are passed over. Blocks.
 */
public final class HookSweep {

  /** How long after its event a delivery is kept; above {@link Outbox#EVENT_AGE_MAX}. */
  public static final Duration RETENTION = Outbox.EVENT_AGE_MAX.plusDays(1);

  /** A webhook for which more wait is disabled. */
  public static final int PENDING_MAX = 200_000;

  private static final int ROWS_PER_STEP = 1_000;

  /** One sweep ends after so many steps of each kind; the next goes on. */
  private static final int STEPS_MAX = 50;

  private static final String CROWDED =
      "select webhook from hook.delivery where state = 'pending'"
          + " group by webhook having count(*) > ?";

  private static final String GIVE_UP =
      """
      update hook.delivery set state = 'failed', next_attempt_at = null
      where id in (
        select d.id from hook.webhook w join hook.delivery d on d.webhook = w.id
        where w.state = 'disabled' and d.state = 'pending'
        limit ? for update of d skip locked)
      """;

  private static final String EMPTY =
      """
      delete from hook.delivery
      where id in (
        select d.id from hook.webhook w join hook.delivery d on d.webhook = w.id
        where w.state = 'deleted'
        limit ? for update of d skip locked)
      """;

  private static final String REMOVE =
      "delete from hook.webhook where state = 'deleted'"
          + " and not exists (select from hook.delivery where webhook = hook.webhook.id)";

  private static final String FORGET =
      """
      delete from hook.delivery
      where id in (
        select id from hook.delivery where event_at < ? limit ? for update skip locked)
      """;

  private final DataSource source;
  private final int pendingMax;

  public HookSweep(Pools pools) {
    this(pools, PENDING_MAX);
  }

  HookSweep(Pools pools, int pendingMax) {
    this.source = pools.source(Pool.VIEW);
    this.pendingMax = pendingMax;
  }

  public void run(Instant now) throws SQLException {
    try (Connection connection = source.getConnection()) {
      for (String webhook : crowded(connection)) {
        DueDeliveries.disable(connection, webhook, now, Webhook.DisabledReason.BACKLOG);
      }
      repeat(connection, GIVE_UP);
      repeat(connection, EMPTY);
      try (var remove = connection.prepareStatement(REMOVE)) {
        remove.executeUpdate();
      }
      forget(connection, now.minus(RETENTION));
    }
  }

  private List<String> crowded(Connection connection) throws SQLException {
    var crowded = new ArrayList<String>();
    try (var statement = connection.prepareStatement(CROWDED)) {
      statement.setInt(1, pendingMax);
      try (var row = statement.executeQuery()) {
        while (row.next()) {
          crowded.add(row.getString(1));
        }
      }
    }
    return crowded;
  }

  private static void repeat(Connection connection, String sql) throws SQLException {
    try (var statement = connection.prepareStatement(sql)) {
      statement.setInt(1, ROWS_PER_STEP);
      int steps = 0;
      while (statement.executeUpdate() == ROWS_PER_STEP && steps < STEPS_MAX) {
        steps++;
      }
    }
  }

  private static void forget(Connection connection, Instant before) throws SQLException {
    try (var statement = connection.prepareStatement(FORGET)) {
      statement.setObject(1, WebhookRows.time(before));
      statement.setInt(2, ROWS_PER_STEP);
      int steps = 0;
      while (statement.executeUpdate() == ROWS_PER_STEP && steps < STEPS_MAX) {
        steps++;
      }
    }
  }
}
