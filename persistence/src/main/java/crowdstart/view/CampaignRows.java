package crowdstart.view;

import crowdstart.campaign.CampaignDetails;
import crowdstart.campaign.StockTotals;
import crowdstart.campaign.TierCount;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** Writes {@code view.campaign}. */
final class CampaignRows {

  // What the creator says may be long, and seldom changes: a row in a surge is updated without it.
  private static final String UPDATE_TOTALS =
      """
      update view.campaign set version = ?, stage = ?, deadline = ?, next_lapse = ?, pledged = ?,
        held = ?, backers = ?, orders = ?, tier_held = ?, tier_sold = ?, tier_orders = ?,
        is_called_off_draft = is_called_off_draft or ?
      where id = ?
      """;

  private static final String UPDATE_COUNTS =
      """
      update view.campaign set version = ?, next_lapse = ?, pledged = ?, held = ?, backers = ?,
        orders = ?, tier_held = ?, tier_sold = ?, tier_orders = ?
      where id = ?
      """;

  private static final String UPDATE_DETAILS =
      "update view.campaign set details = ?, details_form = ? where id = ?";

  private static final String INSERT =
      """
      insert into view.campaign (id, version, stage, creator, created_at, deadline, pledged, held, backers,
        orders, tier_held, tier_sold, tier_orders, details, details_form)
      values (?, 0, '', ?, ?, ?, 0, 0, 0, 0, '{}', '{}', '{}', '', '')
      on conflict (id) do nothing
      """;

  private CampaignRows() {}

  static void write(Connection connection, Collection<CampaignChange> changes) throws SQLException {
    try (var insert = connection.prepareStatement(INSERT);
        var totals = connection.prepareStatement(UPDATE_TOTALS);
        var details = connection.prepareStatement(UPDATE_DETAILS)) {
      for (CampaignChange change : changes) {
        Instant createdAt = change.createdAt();
        if (createdAt != null) {
          insert.setString(1, id(change));
          insert.setString(2, Forms.text(change.state().details().creator()));
          insert.setObject(3, time(createdAt));
          insert.setObject(4, time(change.state().details().deadline()));
          insert.addBatch();
        }
        setTotals(connection, totals, change);
        totals.addBatch();
        if (change.isDescribed()) {
          setDetails(details, change);
          details.addBatch();
        }
      }
      insert.executeBatch();
      totals.executeBatch();
      details.executeBatch();
    }
  }

  private static void setTotals(
      Connection connection, PreparedStatement statement, CampaignChange change)
      throws SQLException {
    statement.setLong(1, change.version());
    statement.setString(2, change.state().stage().label());
    statement.setObject(3, time(change.state().details().deadline()));
    int next = setCounts(connection, statement, 4, StockTotals.of(change.state().stock()));
    statement.setBoolean(next, change.isCalledOffDraft());
    statement.setString(next + 1, id(change));
  }

  static void writeTotals(Connection connection, Collection<TotalsChange> changes)
      throws SQLException {
    try (var counts = connection.prepareStatement(UPDATE_COUNTS)) {
      for (TotalsChange change : changes) {
        counts.setLong(1, change.version());
        int next = setCounts(connection, counts, 2, change.totals());
        counts.setString(next, change.id());
        counts.addBatch();
      }
      counts.executeBatch();
    }
  }

  /** Sets eight parameters, and gives the place of the next. */
  private static int setCounts(
      Connection connection, PreparedStatement statement, int first, StockTotals totals)
      throws SQLException {
    statement.setObject(first, time(totals.nextLapse()));
    statement.setLong(first + 1, totals.pledged());
    statement.setLong(first + 2, totals.held());
    statement.setLong(first + 3, totals.backers());
    statement.setLong(first + 4, totals.orders());
    setTiers(connection, statement, first + 5, totals, TierCount::held);
    setTiers(connection, statement, first + 6, totals, TierCount::sold);
    setTiers(connection, statement, first + 7, totals, TierCount::orders);
    return first + 8;
  }

  private static void setTiers(
      Connection connection,
      PreparedStatement statement,
      int index,
      StockTotals totals,
      ToLongFunction<TierCount> count)
      throws SQLException {
    Long[] counts = totals.tiers().stream().mapToLong(count).boxed().toArray(Long[]::new);
    statement.setArray(index, connection.createArrayOf("int8", counts));
  }

  private static void setDetails(PreparedStatement statement, CampaignChange change)
      throws SQLException {
    CampaignDetails details = change.state().details();
    statement.setBytes(1, Forms.bytes(Forms.wrapped(details)));
    statement.setString(2, Forms.name(Forms.wrapped(details)));
    statement.setString(3, id(change));
  }

  private static String id(CampaignChange change) {
    return change.state().details().id().value();
  }

  static @Nullable OffsetDateTime time(@Nullable Instant instant) {
    return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
  }
}
