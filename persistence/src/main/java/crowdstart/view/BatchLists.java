package crowdstart.view;

import crowdstart.database.Pool;
import crowdstart.database.Pools;
import crowdstart.fulfilment.BatchFilter;
import crowdstart.fulfilment.BatchStage;
import crowdstart.fulfilment.BatchStanding;
import crowdstart.fulfilment.BatchSummary;
import crowdstart.fulfilment.ShipmentStage;
import crowdstart.fulfilment.ShippingLabel;
import crowdstart.identity.BatchId;
import crowdstart.identity.CampaignId;
import crowdstart.identity.OrderId;
import crowdstart.identity.TierId;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Batches as the view has them; every answer may fail as those of {@link OrderLists}. */
public final class BatchLists {
  private static final String COLUMNS =
      "select b.id, b.campaign, b.stage, b.since, b.opened_at, b.tier, b.country, b.chosen"
          + " from view.batch b";

  private static final String ONE = COLUMNS + " where b.id = ?";

  private static final String LIST =
      COLUMNS
          + " where b.campaign = ? and (b.opened_at, b.id) < (?, ?)"
          + " order by b.opened_at desc, b.id desc limit ?";

  private static final String COUNTS =
      "select batch, state, count(*) from view.shipment where batch = any(?) group by batch, state";

  // Not what was paid back since, or is disputed: it must not be sent.
  private static final String LABELS =
      "select "
          + ShipmentLists.COLUMNS
          + ", o.placed, o.placed_form, o.address, o.address_form, o.is_address_locked"
          + " from view.shipment s left join view.orders o on o.id = s.id"
          + " where s.batch = ? and s.is_locked and s.state <> 'cancelled'"
          + " and not (s.state = 'batched' and s.is_suspended)"
          + " order by s.begun_at, s.id";

  private static final String LEFT_OUT = "select id from view.left_out where batch = ? order by id";

  private final ViewQueries queries;

  public BatchLists(Pools pools) {
    this.queries = new ViewQueries(pools.source(Pool.VIEW));
  }

  /** A campaign's batches, the newest first; the parameters are those of {@link OrderLists}. */
  public CompletionStage<ListPage<BatchSummary>> ofCampaign(
      CampaignId campaign, Optional<ListCursor> after, int max) {
    return queries.ask(connection -> {
      ListCursor from = after.orElse(ListCursor.START);
      var found = new ArrayList<BatchStanding>();
      try (var statement = connection.prepareStatement(LIST)) {
        statement.setString(1, campaign.value());
        statement.setObject(2, CampaignRows.time(from.at()));
        statement.setString(3, from.id());
        statement.setInt(4, max + 1);
        try (var row = statement.executeQuery()) {
          while (row.next()) {
            found.add(standing(row));
          }
        }
      }
      boolean hasMore = found.size() > max;
      List<BatchStanding> shown = hasMore ? found.subList(0, max) : found;
      String next = hasMore ? cursor(shown.getLast()).text() : null;
      return new ListPage<>(summaries(connection, shown), next);
    });
  }

  public CompletionStage<Optional<BatchSummary>> read(BatchId batch) {
    return queries.ask(connection -> {
      try (var statement = connection.prepareStatement(ONE)) {
        statement.setString(1, batch.value());
        try (var row = statement.executeQuery()) {
          return row.next()
              ? Optional.of(whole(connection, summaries(connection, List.of(standing(row)))))
              : Optional.empty();
        }
      }
    });
  }

  private static BatchSummary whole(Connection connection, List<BatchSummary> one)
      throws SQLException {
    BatchSummary batch = one.getFirst();
    try (var statement = connection.prepareStatement(LEFT_OUT)) {
      statement.setString(1, batch.standing().batch().value());
      return new BatchSummary(
          batch.standing(),
          batch.shipments(),
          PaymentLists.list(statement.executeQuery(), row -> new OrderId(row.getString(1))));
    }
  }

  /**
   * What to write on the parcels of a batch; empty until the view knows that it is locked, and that
   * each address in it is.
   */
  public CompletionStage<Optional<List<ShippingLabel>>> labels(BatchId batch) {
    return queries.ask(connection -> {
      try (var statement = connection.prepareStatement(ONE)) {
        statement.setString(1, batch.value());
        try (var row = statement.executeQuery()) {
          if (!row.next() || standing(row).stage() != BatchStage.LOCKED) {
            return Optional.empty();
          }
        }
      }
      return labels(connection, batch);
    });
  }

  private static Optional<List<ShippingLabel>> labels(Connection connection, BatchId batch)
      throws SQLException {
    var labels = new ArrayList<ShippingLabel>();
    try (var statement = connection.prepareStatement(LABELS)) {
      statement.setString(1, batch.value());
      try (var row = statement.executeQuery()) {
        while (row.next()) {
          if (!row.getBoolean("is_address_locked")) {
            return Optional.empty(); // The view of the orders is behind that of the shipments.
          }
          var placed = Forms.placed(row.getBytes("placed"), row.getString("placed_form"));
          labels.add(
              new ShippingLabel(
                  ShipmentLists.standing(row), placed.backer(), OrderAddresses.read(row)));
        }
      }
    }
    return Optional.of(labels);
  }

  private static List<BatchSummary> summaries(Connection connection, List<BatchStanding> batches)
      throws SQLException {
    Map<String, Map<ShipmentStage, Integer>> counts = new java.util.HashMap<>();
    try (var statement = connection.prepareStatement(COUNTS)) {
      String[] ids = batches.stream().map(batch -> batch.batch().value()).toArray(String[]::new);
      statement.setArray(1, connection.createArrayOf("varchar", ids));
      try (var row = statement.executeQuery()) {
        while (row.next()) {
          counts
              .computeIfAbsent(row.getString(1), _ -> new EnumMap<>(ShipmentStage.class))
              .put(ShipmentStage.valueOf(row.getString(2).toUpperCase(Locale.ROOT)), row.getInt(3));
        }
      }
    }
    return batches.stream()
        .map(batch ->
            new BatchSummary(batch, counts.getOrDefault(batch.batch().value(), Map.of()), null))
        .toList();
  }

  private static ListCursor cursor(BatchStanding batch) {
    return new ListCursor(batch.openedAt(), batch.batch().value());
  }

  private static BatchStanding standing(ResultSet row) throws SQLException {
    String tier = row.getString("tier");
    return new BatchStanding(
        new BatchId(row.getString("id")),
        new CampaignId(row.getString("campaign")),
        new BatchFilter(tier == null ? null : new TierId(tier), row.getString("country")),
        row.getInt("chosen"),
        BatchStage.valueOf(row.getString("stage").toUpperCase(Locale.ROOT)),
        Catalogue.instant(row, "opened_at"),
        Catalogue.instant(row, "since"));
  }
}
