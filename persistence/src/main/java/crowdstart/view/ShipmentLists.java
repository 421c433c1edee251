package crowdstart.view;

import crowdstart.campaign.Line;
import crowdstart.database.Pool;
import crowdstart.database.Pools;
import crowdstart.fulfilment.BatchFilter;
import crowdstart.fulfilment.Consignment;
import crowdstart.fulfilment.ListedShipment;
import crowdstart.fulfilment.ShipmentEvent;
import crowdstart.fulfilment.ShipmentFilter;
import crowdstart.fulfilment.ShipmentStage;
import crowdstart.fulfilment.ShipmentStanding;
import crowdstart.identity.BatchId;
import crowdstart.identity.CampaignId;
import crowdstart.identity.OrderId;
import crowdstart.identity.TierId;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Shipments as the view has them, a moment behind their entities. Every answer may fail as those of
 * {@link OrderLists}.
 */
public final class ShipmentLists {
  /** Who has more than so many before them is told so many. */
  public static final int AHEAD_MAX = 10_000;

  static final String COLUMNS =
      "s.id, s.campaign, s.state, s.since, s.begun_at, s.country, s.tiers, s.quantities, s.batch,"
          + " s.carrier, s.tracking,"
          + " s.is_suspended and s.state in ('ready', 'batched') as is_suspended";

  private static final String LIST =
      "select "
          + COLUMNS
          + ", o.address is not null as has_address"
          + " from view.shipment s left join view.orders o on o.id = s.id"
          + " where s.campaign = ? and (s.begun_at, s.id) < (?, ?)"
          + " and (?::text is null or s.state = ?) and (?::text is null or ? = any(s.tiers))"
          + " and (?::text is null or s.country = ?)"
          + " and (?::boolean is null or (o.address is not null) = ?)"
          + " order by s.begun_at desc, s.id desc limit ?";

  /** How long a batch's claim holds that did not come to anything. */
  private static final String CLAIM_TIME = "interval '1 minute'";

  // Who claims at the same moment takes what comes behind; the same batch takes the same once more.
  private static final String CLAIM =
      "with alone as materialized (select pg_advisory_xact_lock(hashtextextended(?, 0))),"
          + " ready as (select s.id, s.begun_at from alone, view.shipment s where s.campaign = ?"
          + " and s.state = 'ready' and not s.is_suspended"
          + " and (?::text is null or ? = any(s.tiers)) and (?::text is null or s.country = ?)"
          + " and not exists (select from view.batch_claim c where c.id = s.id and c.batch <> ?"
          + " and c.claimed_at > now() - "
          + CLAIM_TIME
          + ") order by s.begun_at, s.id limit ? for update of s skip locked),"
          + " claimed as (insert into view.batch_claim as c (id, batch, claimed_at)"
          + " select id, ?, now() from ready"
          + " on conflict (id) do update set batch = excluded.batch,"
          + " claimed_at = excluded.claimed_at"
          + " where c.batch = excluded.batch or c.claimed_at <= now() - "
          + CLAIM_TIME
          + " returning c.id)"
          + " select ready.id from ready join claimed using (id) order by ready.begun_at, ready.id";

  private static final String AHEAD =
      "select count(*) from (select from view.shipment s where s.campaign = ?"
          + " and s.state = 'ready' and (s.begun_at, s.id) < (?, ?) limit ?) as ahead";

  private final ViewQueries queries;

  public ShipmentLists(Pools pools) {
    this.queries = new ViewQueries(pools.source(Pool.VIEW));
  }

  /**
   * The shipments of a campaign, the newest first.
   *
   * @param after where the part before ended; empty for the first
   * @param max 1 to {@link ListPage#LIST_PAGE_MAX}
   */
  public CompletionStage<ListPage<ListedShipment>> ofCampaign(
      CampaignId campaign, ShipmentFilter filter, Optional<ListCursor> after, int max) {
    return queries.ask(connection -> {
      ListCursor from = after.orElse(ListCursor.START);
      try (var statement = connection.prepareStatement(LIST)) {
        ShipmentStage stage = filter.stage();
        statement.setString(1, campaign.value());
        statement.setObject(2, CampaignRows.time(from.at()));
        statement.setString(3, from.id());
        setTwice(statement, 4, stage == null ? null : stage.label());
        setTwice(statement, 6, text(filter.tier()));
        setTwice(statement, 8, filter.country());
        statement.setObject(10, filter.hasAddress(), Types.BOOLEAN);
        statement.setObject(11, filter.hasAddress(), Types.BOOLEAN);
        statement.setInt(12, max + 1);
        return page(statement, from, max);
      }
    });
  }

  private static ListPage<ListedShipment> page(
      PreparedStatement statement, ListCursor from, int max) throws SQLException {
    var items = new ArrayList<ListedShipment>();
    ListCursor last = from;
    try (var row = statement.executeQuery()) {
      while (row.next()) {
        if (items.size() == max) {
          return new ListPage<>(items, last.text());
        }
        items.add(new ListedShipment(standing(row), row.getBoolean("has_address")));
        last = new ListCursor(Catalogue.instant(row, "begun_at"), row.getString("id"));
      }
    }
    return new ListPage<>(items, null);
  }

  /**
   * The orders whose shipments a new batch takes: those that have waited longest. No other batch is
   * given them until this view has heard what became of them, or a minute has passed.
   */
  public CompletionStage<List<OrderId>> claim(
      CampaignId campaign, BatchId batch, BatchFilter filter, int max) {
    return queries.ask(connection -> {
      try (var statement = connection.prepareStatement(CLAIM)) {
        statement.setString(1, batch.value());
        statement.setString(2, campaign.value());
        setTwice(statement, 3, text(filter.tier()));
        setTwice(statement, 5, filter.country());
        statement.setString(7, batch.value());
        statement.setInt(8, max);
        statement.setString(9, batch.value());
        var orders = new ArrayList<OrderId>();
        try (var row = statement.executeQuery()) {
          while (row.next()) {
            orders.add(new OrderId(row.getString(1)));
          }
        }
        return orders;
      }
    });
  }

  /** How many ready shipments of its campaign came before one, up to {@link #AHEAD_MAX}. */
  public CompletionStage<Integer> ahead(ShipmentEvent.Begun begun) {
    return queries.ask(connection -> {
      try (var statement = connection.prepareStatement(AHEAD)) {
        statement.setString(1, begun.campaign().value());
        statement.setObject(2, CampaignRows.time(begun.at()));
        statement.setString(3, begun.order().value());
        statement.setInt(4, AHEAD_MAX);
        try (var row = statement.executeQuery()) {
          row.next();
          return row.getInt(1);
        }
      }
    });
  }

  private static @Nullable String text(@Nullable TierId tier) {
    return tier == null ? null : tier.value();
  }

  private static void setTwice(PreparedStatement statement, int index, @Nullable String value)
      throws SQLException {
    statement.setString(index, value);
    statement.setString(index + 1, value);
  }

  static ShipmentStanding standing(ResultSet row) throws SQLException {
    Instant begunAt = Catalogue.instant(row, "begun_at");
    String batch = row.getString("batch");
    String carrier = row.getString("carrier");
    return new ShipmentStanding(
        new ShipmentEvent.Begun(
            new OrderId(row.getString("id")),
            new CampaignId(row.getString("campaign")),
            lines(row),
            row.getString("country"),
            begunAt),
        ShipmentStage.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
        Catalogue.instant(row, "since"),
        row.getBoolean("is_suspended"),
        batch == null ? null : new BatchId(batch),
        carrier == null ? null : new Consignment(carrier, row.getString("tracking")));
  }

  private static List<Line> lines(ResultSet row) throws SQLException {
    String[] tiers = (String[]) row.getArray("tiers").getArray();
    Integer[] quantities = (Integer[]) row.getArray("quantities").getArray();
    var lines = new ArrayList<Line>(tiers.length);
    for (int i = 0; i < tiers.length; i++) {
      lines.add(new Line(new TierId(tiers[i]), quantities[i]));
    }
    return lines;
  }
}
