package crowdstart.view;

import crowdstart.campaign.Stage;
import crowdstart.database.Pool;
import crowdstart.database.Pools;
import crowdstart.identity.CampaignId;
import crowdstart.identity.OrderId;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Payments as the view has them, a moment behind their entities. Every answer may fail with {@link
 * ViewOverloadedException}, or with an {@link SQLException} when the database is away.
 */
public final class PaymentLists {
  /** A wake that brings nothing is followed by the next after twice the time, up to this. */
  private static final int WAKE_SECONDS_MAX = 3_600;

  private static final String CLAIM_DUE =
      """
      update view.payment set
        wakes = wakes + 1,
        due_at = ? + least(10 * power(2, least(wakes, 20)), %d) * interval '1 second'
      where id in (
        select id from view.payment where due_at <= ? order by due_at limit ?
        for update skip locked)
      returning id
      """
          .formatted(WAKE_SECONDS_MAX);

  /** Of each run the next few at a stage, in the order of an index: not all that it has left. */
  private static final String LEFT =
      """
      (select left_of_it.id, outcome, left_of_it.since
      from view.collection cross join lateral (
        select id, since from view.payment
        where payment.campaign = collection.campaign and %s and (since, id) > (?, ?)
        order by since, id limit ?) as left_of_it
      where not is_paused and %s)
      """;

  private static final List<String> LEFT_OF_EACH =
      Stream.concat(
              Stream.of(
                  LEFT.formatted("stage = 'pledged'", "outcome = 'funded'"),
                  LEFT.formatted("stage = 'refunded' and not is_ended", "outcome <> 'funded'")),
              Stream.of("securing", "secured", "pledged", "charging", "overdue", "captured")
                  .map(stage -> LEFT.formatted("stage = '" + stage + "'", "outcome <> 'funded'")))
          .toList();

  private static final String COLLECTABLE =
      String.join("union all\n", LEFT_OF_EACH) + "order by since, id limit ?";

  private static final String PROGRESS =
      """
      select stage, count(*) as payments, sum(amount) as amount, sum(captured) as captured,
        sum(refunded) as refunded
      from view.payment where campaign = ? group by stage
      """;

  private static final String BALANCE =
      """
      select currency, authorised, captured, fees, refunded, disputed, dispute_fees
      from view.balance where campaign = ?
      """;

  private static final String POSTINGS =
      """
      select position, order_id, sequence_number, kind, account, amount, at from view.posting
      where campaign = ? and position > ? order by position limit ?
      """;

  private final ViewQueries queries;

  /**
   * A payment that a collection run has yet to deal with.
   *
   * @param outcome of its campaign
   * @param since when it came to its stage
   */
  public record Collectable(OrderId order, Stage outcome, Instant since) {}

  /**
   * How many payments of a campaign are at a stage.
   *
   * @param stage its label
   * @param amount in minor units, like all of them, what these orders come to
   */
  public record Progress(String stage, long payments, long amount, long captured, long refunded) {}

  /**
   * What a campaign's ledger sums to, in minor units.
   *
   * @param disputed what banks have taken back
   * @param disputeFees what the provider keeps for that
   */
  public record Balance(
      String currency,
      long authorised,
      long captured,
      long fees,
      long refunded,
      long disputed,
      long disputeFees) {
    /** What was captured and is still there. */
    public long kept() {
      return captured - refunded - disputed;
    }

    /** What the creator is owed. */
    public long payable() {
      return kept() - fees - disputeFees;
    }
  }

  /**
   * One side of an entry.
   *
   * @param sequenceNumber with the order, the event that it is of
   * @param amount in minor units; debits are positive
   */
  public record Posting(
      long position,
      OrderId order,
      long sequenceNumber,
      String kind,
      String account,
      long amount,
      Instant at) {}

  public PaymentLists(Pools pools) {
    this.queries = new ViewQueries(pools.source(Pool.PAYMENT_VIEW));
  }

  /** Payments that something should have happened to by now; each is claimed for a while. */
  public CompletionStage<List<OrderId>> claimDue(Instant now, int max) {
    return queries.ask(connection -> {
      connection.setAutoCommit(true);
      try (var statement = connection.prepareStatement(CLAIM_DUE)) {
        statement.setObject(1, CampaignRows.time(now));
        statement.setObject(2, CampaignRows.time(now));
        statement.setInt(3, max);
        return list(statement.executeQuery(), row -> new OrderId(row.getString("id")));
      }
    });
  }

  /**
   * What running collections have left to do, the oldest first.
   *
   * @param after where the last answer ended; null for the beginning
   */
  public CompletionStage<List<Collectable>> collectable(@Nullable Collectable after, int max) {
    Instant since = after == null ? Instant.EPOCH : after.since();
    String id = after == null ? "" : after.order().value();
    return queries.ask(connection -> {
      try (var statement = connection.prepareStatement(COLLECTABLE)) {
        int next = 1;
        for (int i = 0; i < LEFT_OF_EACH.size(); i++) {
          statement.setObject(next++, CampaignRows.time(since));
          statement.setString(next++, id);
          statement.setInt(next++, max);
        }
        statement.setInt(next, max);
        return list(
            statement.executeQuery(),
            row ->
                new Collectable(
                    new OrderId(row.getString("id")),
                    Stage.valueOf(row.getString("outcome").toUpperCase(Locale.ROOT)),
                    Catalogue.instant(row, "since")));
      }
    });
  }

  public CompletionStage<List<Progress>> progress(CampaignId campaign) {
    return queries.ask(connection -> {
      try (var statement = connection.prepareStatement(PROGRESS)) {
        statement.setString(1, campaign.value());
        return list(
            statement.executeQuery(),
            row ->
                new Progress(
                    row.getString("stage"),
                    row.getLong("payments"),
                    row.getLong("amount"),
                    row.getLong("captured"),
                    row.getLong("refunded")));
      }
    });
  }

  /** Empty when nothing of the campaign was ever pledged. */
  public CompletionStage<Optional<Balance>> balance(CampaignId campaign) {
    return queries.ask(connection -> balance(connection, campaign));
  }

  /**
   * The ledger's postings in their order.
   *
   * @param after the position that the page before ended with; 0 for the first
   */
  public CompletionStage<List<Posting>> postings(CampaignId campaign, long after, int max) {
    return queries.ask(connection -> {
      try (var statement = connection.prepareStatement(POSTINGS)) {
        statement.setString(1, campaign.value());
        statement.setLong(2, after);
        statement.setInt(3, max);
        return list(
            statement.executeQuery(),
            row ->
                new Posting(
                    row.getLong("position"),
                    new OrderId(row.getString("order_id")),
                    row.getLong("sequence_number"),
                    row.getString("kind"),
                    row.getString("account"),
                    row.getLong("amount"),
                    Catalogue.instant(row, "at")));
      }
    });
  }

  private static Optional<Balance> balance(Connection connection, CampaignId campaign)
      throws SQLException {
    try (var statement = connection.prepareStatement(BALANCE)) {
      statement.setString(1, campaign.value());
      return list(
              statement.executeQuery(),
              row ->
                  new Balance(
                      row.getString("currency"),
                      row.getLong("authorised"),
                      row.getLong("captured"),
                      row.getLong("fees"),
                      row.getLong("refunded"),
                      row.getLong("disputed"),
                      row.getLong("dispute_fees")))
          .stream()
          .findFirst();
    }
  }

  /** Makes something of a row. */
  @FunctionalInterface
  interface Row<T> {
    T of(ResultSet row) throws SQLException;
  }

  static <T> List<T> list(ResultSet rows, Row<T> form) throws SQLException {
    try (rows) {
      var items = new ArrayList<T>();
      while (rows.next()) {
        items.add(form.of(rows));
      }
      return items;
    }
  }
}
