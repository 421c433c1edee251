package crowdstart.view;

import crowdstart.payment.EndReason;
import crowdstart.payment.Terms;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Writes one payment's row of {@code view.payment}. Every change makes its wakes begin anew. */
final class PaymentRows {
  private static final String OPEN =
      """
      insert into view.payment (id, campaign, currency, amount, authorised, captured, fee, refunded,
        stage, since, due_at)
      values (?, ?, ?, ?, 0, 0, 0, 0, 'securing', ?, ?)
      on conflict (id) do nothing
      """;

  /** What a bank has taken back is gone, too, where all has to go. */
  private static final String GONE_OTHERWISE =
      "case when stage in ('refunding', 'refund_failed') then disputed else 0 end";

  private static final String IS_GONE =
      "(stage in ('refunding', 'refund_failed') and refunded + disputed >= captured)";

  private static final String IS_HERE_AGAIN =
      "(stage = 'refunded' and refunded + disputed < captured)";

  private final Connection connection;
  private final String order;
  private final Instant at;

  PaymentRows(Connection connection, String order, Instant at) {
    this.connection = connection;
    this.order = order;
    this.at = at;
  }

  void open(Terms terms, Instant dueAt) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(OPEN)) {
      statement.setString(1, order);
      statement.setString(2, terms.campaign().value());
      statement.setString(3, terms.currency().getCurrencyCode());
      statement.setLong(4, terms.amount());
      statement.setObject(5, CampaignRows.time(at));
      statement.setObject(6, CampaignRows.time(dueAt));
      statement.executeUpdate();
    }
  }

  void due(@Nullable Instant dueAt) throws SQLException {
    update("wakes = 0, due_at = ?", time(dueAt));
  }

  void refused(String refusal) throws SQLException {
    update("refusal = ?", refusal);
  }

  /** Another card of an overdue payment is charged at once. */
  void secured(Instant dueAt) throws SQLException {
    update(
        """
        since = case stage when 'securing' then ? else since end,
        stage = case stage when 'securing' then 'secured' else stage end,
        refusal = null, wakes = 0, due_at = ?\
        """,
        time(at),
        time(dueAt));
  }

  void stage(String stage, @Nullable Instant dueAt) throws SQLException {
    update("stage = ?, since = ?, wakes = 0, due_at = ?", stage, time(at), time(dueAt));
  }

  void captured(long amount, long fee) throws SQLException {
    update(
        """
        stage = 'captured', since = ?, captured = ?, fee = ?, refusal = null, wakes = 0,
        news_to_order = false, is_ended = false, due_at = null\
        """,
        time(at),
        amount,
        fee);
  }

  /** Money that has come is on its way back. */
  void ending(EndReason why, Instant dueAt) throws SQLException {
    update(
        """
        is_ended = true, news_to_order = ?,
        stage = case
          when captured = 0 then 'ending'
          when refunded + disputed >= captured then 'refunded' else 'refunding' end,
        since = ?, wakes = 0,
        due_at = case
          when ? or captured = 0 or refunded < captured then cast(? as timestamptz) end\
        """,
        why.isNewsToOrder(),
        time(at),
        why.isNewsToOrder(),
        time(dueAt));
  }

  /**
   * @param because what ended the order, so that all has to go back; null for a refund that was
   *     asked for
   */
  void refunding(@Nullable EndReason because, Instant dueAt) throws SQLException {
    if (because != null) {
      ending(because, dueAt);
    } else {
      due(dueAt);
    }
    update(
        """
        refunds_open = refunds_open + 1,
        stage = case stage when 'refund_failed' then 'refunding' else stage end\
        """);
  }

  /** Another refund may be owed, or what an ended order has yet to get, or a word to the order. */
  void refunded(long amount, Instant dueAt) throws SQLException {
    update(
        """
        refunded = refunded + ?,
        refunds_open = refunds_open - 1,
        is_ended = is_ended or stage in ('refunding', 'refund_failed'),
        since = case when refunded + ? + %1$s >= captured then ? else since end,
        stage = case when refunded + ? + %1$s >= captured then 'refunded' else stage end,
        wakes = 0,
        due_at = case
          when refunds_open > 1 or news_to_order
            or (stage = 'refunding' and refunded + ? + disputed < captured)
          then cast(? as timestamptz) end\
        """
            .formatted(GONE_OTHERWISE),
        amount,
        amount,
        time(at),
        amount,
        amount,
        time(dueAt));
  }

  /**
   * @param nextDueAt for another refund that is owed
   * @param againDueAt for this one, when nobody but the end of the order asked for it
   */
  void refundRefused(Instant nextDueAt, Instant againDueAt) throws SQLException {
    update(
        """
        refunds_open = refunds_open - 1,
        wakes = 0,
        due_at = case
          when refunds_open > 1 then cast(? as timestamptz)
          when stage = 'refunding' then cast(? as timestamptz) end\
        """,
        time(nextDueAt),
        time(againDueAt));
  }

  /**
   * What stood as refunded is here again.
   *
   * @param because what ended the order; null while it stands
   */
  void refundFailed(
      long returned, @Nullable EndReason because, Instant nextDueAt, Instant againDueAt)
      throws SQLException {
    if (returned > 0) {
      update(
          """
          refunded = refunded - ?, refunds_open = refunds_open + 1,
          since = case when stage = 'refunded' then ? else since end,
          stage = case
            when stage <> 'refunded' then stage
            when ? then 'captured'
            when refunded - ? + disputed < captured then 'refunding' else stage end\
          """,
          returned,
          time(at),
          because == null,
          returned);
    }
    refundRefused(nextDueAt, againDueAt);
  }

  /**
   * A bank has taken money for its backer.
   *
   * @param taken below zero when it is here again
   * @param dueAt for a word to the order, should nothing of it be left
   */
  void disputed(long taken, Instant dueAt) throws SQLException {
    update("disputed = disputed + ?", taken);
    update(
        """
        since = case when %1$s or %2$s then ? else since end,
        due_at = case
          when %1$s and not news_to_order and refunds_open = 0 then null
          when %1$s or %2$s then cast(? as timestamptz) else due_at end,
        wakes = 0,
        stage = case when %1$s then 'refunded' when %2$s then 'refunding' else stage end\
        """
            .formatted(IS_GONE, IS_HERE_AGAIN),
        time(at),
        time(dueAt));
  }

  /** Nothing is due any more, until a person asks for it. */
  void refundGivenUp() throws SQLException {
    update("stage = 'refund_failed', since = ?, wakes = 0, due_at = null", time(at));
  }

  /** All is back, and nobody has to be told any more. */
  void told() throws SQLException {
    update("news_to_order = false, wakes = 0, due_at = null");
  }

  private void update(String changes, @Nullable Object... values) throws SQLException {
    String sql = "update view.payment set " + changes + " where id = ?";
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) {
        if (values[i] == null) {
          statement.setNull(i + 1, java.sql.Types.TIMESTAMP_WITH_TIMEZONE);
        } else {
          statement.setObject(i + 1, values[i]);
        }
      }
      statement.setString(values.length + 1, order);
      statement.executeUpdate();
    }
  }

  private static @Nullable Object time(@Nullable Instant at) {
    return at == null ? null : CampaignRows.time(at);
  }
}
