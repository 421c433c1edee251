package crowdstart.view;

import crowdstart.payment.PaymentEvent;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/**
 * The ledger: double entry, an entry for each event that means money. Debits are positive. The
 * postings of an entry sum to zero, so all of them do at every prefix (M2).
 *
 * <p>Accounts: {@code backer} is what backers have pledged and not paid yet, {@code pledge} its
 * counterpart; {@code provider} is what the provider holds for us, {@code creator} what of it the
 * creator is owed. A fee is the creator's, and so is what a bank takes back.
 */
final class Postings {
  private static final String POST =
      """
      with entry as (
        insert into view.posting
          (campaign, order_id, sequence_number, kind, account, amount, currency, at)
        select campaign, id, ?, ?, account, side * ?, currency, ?
        from view.payment, (values (?, 1), (?, -1)) as sides (account, side)
        where id = ?
        on conflict (order_id, sequence_number, kind, account) do nothing
        returning campaign, currency, kind, amount
      )
      insert into view.balance
        (campaign, currency, authorised, captured, fees, refunded, disputed, dispute_fees)
      select campaign, currency,
        case kind when 'authorised' then amount when 'released' then -amount else 0 end,
        case kind when 'captured' then amount else 0 end,
        case kind when 'fee' then amount else 0 end,
        case kind when 'refunded' then amount when 'refund-failed' then -amount else 0 end,
        case kind when 'disputed' then amount when 'reinstated' then -amount else 0 end,
        case kind when 'dispute-fee' then amount when 'dispute-fee-returned' then -amount else 0 end
      from entry where amount > 0
      on conflict (campaign) do update set
        authorised = balance.authorised + excluded.authorised,
        captured = balance.captured + excluded.captured,
        fees = balance.fees + excluded.fees,
        refunded = balance.refunded + excluded.refunded,
        disputed = balance.disputed + excluded.disputed,
        dispute_fees = balance.dispute_fees + excluded.dispute_fees
      """;

  private static final String AUTHORISED =
      "update view.payment set authorised = ? where id = ? returning amount";

  /** What stood as authorised before; none when it did not. */
  private static final String RELEASED =
      """
      update view.payment set authorised = 0
      from (select id, authorised as before from view.payment where id = ? for update) as old
      where payment.id = old.id and old.before > 0
      returning old.before
      """;

  private Postings() {}

  static void post(Connection connection, String order, long sequenceNumber, PaymentEvent event)
      throws SQLException {
    var entry = new Entry(connection, order, sequenceNumber, event);
    switch (event) {
      case PaymentEvent.OrderConfirmed _ -> authorise(entry);
      case PaymentEvent.Captured(_, long amount, long fee, _) -> {
        release(entry);
        entry.post("captured", amount, "provider", "creator");
        if (fee > 0) {
          entry.post("fee", fee, "creator", "provider");
        }
      }
      case PaymentEvent.Refunded(_, _, long amount, _) ->
          entry.post("refunded", amount, "creator", "provider");
      case PaymentEvent.RefundFailed(_, long returned, _, _) -> {
        if (returned > 0) {
          entry.post("refund-failed", returned, "provider", "creator");
        }
      }
      case PaymentEvent.Disputed(_, long taken, long fee, _) -> {
        move(entry, taken, "disputed", "reinstated");
        move(entry, fee, "dispute-fee", "dispute-fee-returned");
      }
      case PaymentEvent.EndBegun _ -> release(entry);
      case PaymentEvent.Opened _,
          PaymentEvent.SetupTried _,
          PaymentEvent.SetupMade _,
          PaymentEvent.CardRefused _,
          PaymentEvent.CardSecured _,
          PaymentEvent.ChargeTried _,
          PaymentEvent.ChargeMade _,
          PaymentEvent.ChargeFailed _,
          PaymentEvent.RefundTried _,
          PaymentEvent.RefundRefused _,
          PaymentEvent.RefundGivenUp _,
          PaymentEvent.Ended _,
          PaymentEvent.OrderTold _ -> {}
    }
  }

  /** From the creator, or below zero back to the creator. */
  private static void move(Entry entry, long amount, String there, String back)
      throws SQLException {
    if (amount > 0) {
      entry.post(there, amount, "creator", "provider");
    } else if (amount < 0) {
      entry.post(back, -amount, "provider", "creator");
    }
  }

  private static void authorise(Entry entry) throws SQLException {
    long amount;
    try (PreparedStatement find =
        entry.connection.prepareStatement("select amount from view.payment where id = ?")) {
      find.setString(1, entry.order);
      try (var row = find.executeQuery()) {
        if (!row.next()) {
          throw new SQLException("a payment without its beginning: rebuild the view");
        }
        amount = row.getLong(1);
      }
    }
    try (PreparedStatement set = entry.connection.prepareStatement(AUTHORISED)) {
      set.setLong(1, amount);
      set.setString(2, entry.order);
      set.execute();
    }
    entry.post("authorised", amount, "backer", "pledge");
  }

  private static void release(Entry entry) throws SQLException {
    try (PreparedStatement statement = entry.connection.prepareStatement(RELEASED)) {
      statement.setString(1, entry.order);
      try (var row = statement.executeQuery()) {
        if (row.next()) {
          entry.post("released", row.getLong(1), "pledge", "backer");
        }
      }
    }
  }

  private record Entry(
      Connection connection, String order, long sequenceNumber, PaymentEvent event) {
    void post(String kind, long amount, String debit, String credit) throws SQLException {
      try (PreparedStatement statement = connection.prepareStatement(POST)) {
        statement.setLong(1, sequenceNumber);
        statement.setString(2, kind);
        statement.setLong(3, amount);
        statement.setObject(4, CampaignRows.time(event.at()));
        statement.setString(5, debit);
        statement.setString(6, credit);
        statement.setString(7, order);
        statement.executeUpdate();
      }
    }
  }
}
