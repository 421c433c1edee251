package crowdstart.view;

import crowdstart.campaign.CampaignDetails;
import crowdstart.campaign.Stage;
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

  private static final String UPDATE_COUNTS =
      """
      update view.campaign set version = ?, next_lapse = ?, pledged = ?, held = ?, backers = ?,
        orders = ?, tier_held = ?, tier_sold = ?, tier_orders = ?
      where id = ?
      """;

  private static final String UPDATE_STAGE =
      """
      update view.campaign set version = greatest(version, ?), stage = coalesce(?, stage),
        is_called_off_draft = is_called_off_draft or (? and stage = 'draft')
      where id = ?
      """;

  // What the creator says may be long, and seldom changes: a row in a surge is updated without it.
  private static final String UPDATE_DETAILS =
      """
      update view.campaign set deadline = ?, details = ?, details_form = ?,
        tier_held = (tier_held || array_fill(0::bigint, array[?]))[:?],
        tier_sold = (tier_sold || array_fill(0::bigint, array[?]))[:?],
        tier_orders = (tier_orders || array_fill(0::bigint, array[?]))[:?]
      where id = ?
      """;

  private static final String INSERT =
      """
      insert into view.campaign (id, version, stage, creator, created_at, deadline, pledged, held, backers,
        orders, tier_held, tier_sold, tier_orders, details, details_form)
      values (?, 0, 'draft', ?, ?, ?, 0, 0, 0, 0, '{}', '{}', '{}', '', '')
      on conflict (id) do nothing
      """;

  private CampaignRows() {}

  /** Those that the page holds the creation of; what they say comes with {@link #write}. */
  static void insert(Connection connection, Collection<CampaignChange> changes)
      throws SQLException {
    try (var insert = connection.prepareStatement(INSERT)) {
      for (CampaignChange change : changes) {
        CampaignDetails details = change.details();
        if (change.createdAt() != null && details != null) {
          insert.setString(1, change.id());
          insert.setString(2, Forms.text(details.creator()));
          insert.setObject(3, time(change.createdAt()));
          insert.setObject(4, time(details.deadline()));
          insert.addBatch();
        }
      }
      insert.executeBatch();
    }
  }

  static void write(Connection connection, Collection<CampaignChange> changes) throws SQLException {
    try (var stages = connection.prepareStatement(UPDATE_STAGE);
        var descriptions = connection.prepareStatement(UPDATE_DETAILS)) {
      for (CampaignChange change : changes) {
        Stage stage = change.stage();
        stages.setLong(1, change.version());
        stages.setString(2, stage == null ? null : stage.label());
        stages.setBoolean(3, change.callsOffDraft());
        stages.setString(4, change.id());
        stages.addBatch();
        CampaignDetails details = change.details();
        if (details != null) {
          setDetails(descriptions, change.id(), details);
          descriptions.addBatch();
        }
      }
      stages.executeBatch();
      descriptions.executeBatch();
    }
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

  /** Counts of tiers that are not, or not yet, known to the counts are 0. */
  private static void setDetails(PreparedStatement statement, String id, CampaignDetails details)
      throws SQLException {
    statement.setObject(1, time(details.deadline()));
    statement.setBytes(2, Forms.bytes(Forms.wrapped(details)));
    statement.setString(3, Forms.name(Forms.wrapped(details)));
    for (int i = 4; i < 10; i++) {
      statement.setInt(i, details.tiers().size());
    }
    statement.setString(10, id);
  }

  static @Nullable OffsetDateTime time(@Nullable Instant instant) {
    return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
  }
}
