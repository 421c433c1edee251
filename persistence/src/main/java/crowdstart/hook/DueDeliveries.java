package crowdstart.hook;

import crowdstart.database.Pool;
import crowdstart.database.Pools;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Semaphore;
import javax.sql.DataSource;

/**
 * What is to be sent now. Several nodes may ask at once: each delivery is claimed by one, for a
 * limited time, after which it is anyone's again. Blocks; for threads of their own.
 */
public final class DueDeliveries {

  /** How long a node may take over a delivery that it has claimed. */
  public static final Duration CLAIM_DURATION = Duration.ofMinutes(2);

  /** The most webhooks that one look finds due. */
  public static final int DUE_WEBHOOKS_MAX = 200;

  /** So many deliveries in a row that failed for their whole schedule disable their webhook. */
  public static final int EXHAUSTED_IN_A_ROW_MAX = 3;

  /** The pool is shared with the views, and the sender has many threads. */
  private static final int CONNECTIONS_MAX = 2;

  // From webhook to webhook in the index, however many deliveries of one are waiting.
  private static final String DUE_WEBHOOKS =
      """
      with recursive head(webhook, next_attempt_at) as (
        (select webhook, next_attempt_at from hook.delivery where state = 'pending'
          order by webhook, next_attempt_at limit 1)
        union all
        select next.* from head, lateral (
          select webhook, next_attempt_at from hook.delivery
          where state = 'pending' and webhook > head.webhook
          order by webhook, next_attempt_at limit 1) as next
      )
      select head.webhook from head join hook.webhook on webhook.id = head.webhook
      where next_attempt_at <= ? and webhook.state = 'enabled' and head.webhook <> all (?)
      order by next_attempt_at limit ?
      """;

  private static final String CLAIM =
      """
      with claimed as (
        update hook.delivery set next_attempt_at = ?
        where id in (
          select id from hook.delivery
          where webhook = ? and state = 'pending' and next_attempt_at <= ?
          order by next_attempt_at limit ? for update skip locked)
        returning id, webhook, event_at, body, round_attempts
      )
      select claimed.*, url, secret, case when old_secret_until > ? then old_secret end as old_secret
      from claimed join hook.webhook on webhook.id = claimed.webhook
      where webhook.state = 'enabled'
      order by event_at
      """;

  private static final String SETTLE =
      """
      with settled as (
        update hook.delivery set state = ?, next_attempt_at = ?, attempts = attempts + 1,
          round_attempts = round_attempts + 1
        where id = ? and state = 'pending'
        returning id, attempts
      )
      insert into hook.attempt (delivery, number, at, millis, status, error)
      select id, attempts, ?, ?, ?, ? from settled
      """;

  private static final String ARRIVED =
      "update hook.webhook set exhausted_in_a_row = 0 where id = ? and exhausted_in_a_row <> 0";

  private static final String EXHAUSTED =
      "update hook.webhook set exhausted_in_a_row = exhausted_in_a_row + 1 where id = ?"
          + " and state = 'enabled' returning exhausted_in_a_row";

  private static final String DISABLE =
      "update hook.webhook set state = 'disabled', disabled_reason = ?, disabled_at = ?"
          + " where id = ? and state = 'enabled'";

  private final DataSource source;
  private final Semaphore connections = new Semaphore(CONNECTIONS_MAX);

  public DueDeliveries(Pools pools) {
    this.source = pools.source(Pool.VIEW);
  }

  /** Webhooks with something to send, those that wait longest first, but for the busy ones. */
  public List<String> webhooks(Instant now, Collection<String> busy) throws SQLException {
    return with(connection -> {
      try (var statement = connection.prepareStatement(DUE_WEBHOOKS)) {
        statement.setObject(1, WebhookRows.time(now));
        statement.setArray(2, connection.createArrayOf("text", busy.toArray()));
        statement.setInt(3, DUE_WEBHOOKS_MAX);
        var due = new ArrayList<String>();
        try (var row = statement.executeQuery()) {
          while (row.next()) {
            due.add(row.getString(1));
          }
        }
        return due;
      }
    });
  }

  /** Claims the next deliveries of a webhook for {@link #CLAIM_DURATION}. */
  public List<DueDelivery> claim(String webhook, int max, Instant now) throws SQLException {
    return with(connection -> {
      try (var statement = connection.prepareStatement(CLAIM)) {
        statement.setObject(1, WebhookRows.time(now.plus(CLAIM_DURATION)));
        statement.setString(2, webhook);
        statement.setObject(3, WebhookRows.time(now));
        statement.setInt(4, max);
        statement.setObject(5, WebhookRows.time(now));
        var claimed = new ArrayList<DueDelivery>();
        try (var row = statement.executeQuery()) {
          while (row.next()) {
            claimed.add(delivery(row));
          }
        }
        return claimed;
      }
    });
  }

  private static DueDelivery delivery(ResultSet row) throws SQLException {
    var secrets = new ArrayList<byte[]>();
    secrets.add(row.getBytes("secret"));
    byte[] old = row.getBytes("old_secret");
    if (old != null) {
      secrets.add(old);
    }
    return new DueDelivery(
        row.getString("id"),
        row.getString("webhook"),
        WebhookRows.required(row, "event_at"),
        row.getString("url"),
        row.getString("body"),
        row.getInt("round_attempts"),
        secrets);
  }

  /**
   * Writes down an attempt and what follows from it. Nothing when the delivery was settled
   * meanwhile.
   *
   * @param attempt its number is not looked at
   */
  public void settle(DueDelivery delivery, Attempt attempt, Settlement settlement)
      throws SQLException {
    with(connection -> {
      connection.setAutoCommit(false);
      try {
        if (write(connection, delivery, attempt, settlement)) {
          follow(connection, delivery.webhook(), attempt.at(), settlement);
        }
        connection.commit();
      } catch (SQLException failure) {
        connection.rollback();
        throw failure;
      }
      return true;
    });
  }

  private static boolean write(
      Connection connection, DueDelivery delivery, Attempt attempt, Settlement settlement)
      throws SQLException {
    try (var statement = connection.prepareStatement(SETTLE)) {
      statement.setString(1, state(settlement).label());
      statement.setObject(
          2, settlement instanceof Settlement.Again(Instant at) ? WebhookRows.time(at) : null);
      statement.setString(3, delivery.id());
      statement.setObject(4, WebhookRows.time(attempt.at()));
      statement.setInt(5, (int) attempt.took().toMillis());
      statement.setObject(6, attempt.status());
      statement.setString(7, attempt.error());
      return statement.executeUpdate() > 0;
    }
  }

  private static DeliveryState state(Settlement settlement) {
    return switch (settlement) {
      case Settlement.Delivered _ -> DeliveryState.DELIVERED;
      case Settlement.Again _ -> DeliveryState.PENDING;
      case Settlement.Exhausted _, Settlement.Gone _ -> DeliveryState.FAILED;
    };
  }

  private static void follow(
      Connection connection, String webhook, Instant now, Settlement settlement)
      throws SQLException {
    switch (settlement) {
      case Settlement.Again _ -> {}
      case Settlement.Delivered _ -> {
        try (var statement = connection.prepareStatement(ARRIVED)) {
          statement.setString(1, webhook);
          statement.executeUpdate();
        }
      }
      case Settlement.Gone _ -> disable(connection, webhook, now, Webhook.DisabledReason.GONE);
      case Settlement.Exhausted _ -> {
        if (exhaustedInARow(connection, webhook) >= EXHAUSTED_IN_A_ROW_MAX) {
          disable(connection, webhook, now, Webhook.DisabledReason.FAILING);
        }
      }
    }
  }

  private static int exhaustedInARow(Connection connection, String webhook) throws SQLException {
    try (var statement = connection.prepareStatement(EXHAUSTED)) {
      statement.setString(1, webhook);
      try (var row = statement.executeQuery()) {
        return row.next() ? row.getInt(1) : 0;
      }
    }
  }

  static void disable(
      Connection connection, String webhook, Instant now, Webhook.DisabledReason reason)
      throws SQLException {
    try (var statement = connection.prepareStatement(DISABLE)) {
      statement.setString(1, reason.label());
      statement.setObject(2, WebhookRows.time(now));
      statement.setString(3, webhook);
      statement.executeUpdate();
    }
  }

  /** One question to the database. */
  @FunctionalInterface
  interface Work<T> {
    T run(Connection connection) throws SQLException;
  }

  private <T> T with(Work<T> work) throws SQLException {
    connections.acquireUninterruptibly();
    try (Connection connection = source.getConnection()) {
      return work.run(connection);
    } finally {
      connections.release();
    }
  }
}
