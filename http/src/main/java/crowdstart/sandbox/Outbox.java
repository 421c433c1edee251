package crowdstart.sandbox;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The webhooks that are still to be delivered, kept in the ledger's database. */
final class Outbox {
  /** After that many, nobody tries any more; the list of events still has it. */
  static final int ATTEMPTS_MAX = 15;

  static final Duration BACKOFF_MIN = Duration.ofMillis(200);
  static final Duration BACKOFF_MAX = Duration.ofSeconds(60);

  /** How long a claimed webhook is left alone: longer than its attempt can take. */
  static final Duration CLAIM_TIME = Webhooks.ANSWER_TIMEOUT.multipliedBy(3);

  private final LedgerDatabase database;

  Outbox(LedgerDatabase database) {
    this.database = database;
  }

  /**
   * One webhook to one endpoint.
   *
   * @param attempt from 1
   */
  record Delivery(long seq, String event, String url, String secret, int attempt) {}

  /** Takes what is due; should this process end here, it is due again after {@link #CLAIM_TIME}. */
  List<Delivery> claim(int max) {
    return database.run(connection -> claim(connection, max));
  }

  private static List<Delivery> claim(Connection connection, int max) throws SQLException {
    try (var update =
        connection.prepareStatement(
            """
            update sandbox.delivery delivery
            set attempts = attempts + 1,
                due = clock_timestamp() + ? * interval '1 millisecond'
            from sandbox.webhook_endpoint endpoint, sandbox.object event
            where endpoint.id = delivery.endpoint and event.id = delivery.event
              and delivery.seq in (
                select seq from sandbox.delivery
                where state = 'waiting' and due <= clock_timestamp()
                order by due, seq limit ? for update skip locked)
            returning delivery.seq, event.body, endpoint.url, endpoint.secret, delivery.attempts
            """)) {
      update.setLong(1, CLAIM_TIME.toMillis());
      update.setInt(2, max);
      List<Delivery> claimed = new ArrayList<>();
      try (var rows = update.executeQuery()) {
        while (rows.next()) {
          claimed.add(
              new Delivery(
                  rows.getLong(1),
                  rows.getString(2),
                  rows.getString(3),
                  rows.getString(4),
                  rows.getInt(5)));
        }
      }
      return claimed;
    }
  }

  void delivered(Delivery delivery) {
    update("update sandbox.delivery set state = 'delivered' where seq = ?", delivery.seq());
  }

  void failed(Delivery delivery) {
    if (delivery.attempt() >= ATTEMPTS_MAX) {
      update("update sandbox.delivery set state = 'given-up' where seq = ?", delivery.seq());
    } else {
      update(
          "update sandbox.delivery set due = clock_timestamp() + "
              + backoff(delivery.attempt()).toMillis()
              + " * interval '1 millisecond' where seq = ?",
          delivery.seq());
    }
  }

  static Duration backoff(int attempt) {
    Duration doubled = BACKOFF_MIN.multipliedBy(1L << (attempt - 1));
    return doubled.compareTo(BACKOFF_MAX) < 0 ? doubled : BACKOFF_MAX;
  }

  private void update(String sql, long seq) {
    database.run(connection -> {
      try (var update = connection.prepareStatement(sql)) {
        update.setLong(1, seq);
        return update.executeUpdate();
      }
    });
  }
}
