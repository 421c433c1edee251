package crowdstart.view;

import crowdstart.database.Pool;
import crowdstart.database.Pools;
import crowdstart.identity.CampaignId;
import crowdstart.identity.TierId;
import crowdstart.order.OrderStage;
import crowdstart.order.OrderStanding;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * Orders as the view has them, a moment behind their entities, newest first. Every answer may fail
 * with {@link ViewOverloadedException}, or with an {@link SQLException} when the database is away.
 */
public final class OrderLists {

  private static final String LIST =
      "select id, placed_at, stage, since, placed, placed_form, address, address_form,"
          + " is_address_locked from view.orders"
          + " where %s = ? and (placed_at, id) < (?, ?)"
          + " order by placed_at desc, id desc limit ?";

  private static final String OF_CAMPAIGN =
      LIST.formatted(
          "(?::text is null or stage = ?) and (?::text is null or backer = ?)"
              + " and (?::text is null or tiers is null or ? = any(tiers))"
              + " and (?::text is null or country is null or country = ?)"
              + " and campaign");
  private static final String OF_BACKER = LIST.formatted("backer");

  private final ViewQueries queries;

  public OrderLists(Pools pools) {
    this.queries = new ViewQueries(pools.source(Pool.VIEW));
  }

  /**
   * The orders of a campaign, for its creator.
   *
   * @param after where the part before ended; empty for the first
   * @param max 1 to {@link ListPage#LIST_PAGE_MAX}
   */
  public CompletionStage<ListPage<OrderStanding>> ofCampaign(
      CampaignId campaign, Optional<ListCursor> after, int max) {
    return ofCampaign(campaign, OrderFilter.ANY, after, max);
  }

  /** Those of a campaign's orders that are looked for. */
  public CompletionStage<ListPage<OrderStanding>> ofCampaign(
      CampaignId campaign, OrderFilter filter, Optional<ListCursor> after, int max) {
    List<Optional<String>> keys = new ArrayList<>();
    twice(keys, Optional.ofNullable(filter.stage()).map(OrderStage::label));
    twice(keys, Optional.ofNullable(filter.email()).map(OrderView::backer));
    twice(keys, Optional.ofNullable(filter.tier()).map(TierId::value));
    twice(keys, Optional.ofNullable(filter.country()));
    keys.add(Optional.of(campaign.value()));
    return queries.ask(
        connection -> list(connection, OF_CAMPAIGN, keys, after, max).matching(filter::matches));
  }

  private static void twice(List<Optional<String>> keys, Optional<String> key) {
    keys.add(key);
    keys.add(key);
  }

  /** The orders of a backer in all campaigns, by e-mail address in whatever case. */
  public CompletionStage<ListPage<OrderStanding>> ofBacker(
      String email, Optional<ListCursor> after, int max) {
    return queries.ask(connection ->
        list(connection, OF_BACKER, List.of(Optional.of(OrderView.backer(email))), after, max));
  }

  private static ListPage<OrderStanding> list(
      Connection connection,
      String sql,
      List<Optional<String>> keys,
      Optional<ListCursor> after,
      int max)
      throws SQLException {
    ListCursor from = after.orElse(ListCursor.START);
    try (var statement = connection.prepareStatement(sql)) {
      int next = 1;
      for (Optional<String> key : keys) {
        statement.setString(next++, key.orElse(null));
      }
      statement.setObject(next++, CampaignRows.time(from.at()));
      statement.setString(next++, from.id());
      // One more than asked for, to know whether there is more.
      statement.setInt(next, max + 1);
      var items = new ArrayList<OrderStanding>();
      ListCursor last = from;
      try (var row = statement.executeQuery()) {
        while (row.next()) {
          if (items.size() == max) {
            return new ListPage<>(items, last.text());
          }
          items.add(standing(row));
          last = new ListCursor(Catalogue.instant(row, "placed_at"), row.getString("id"));
        }
      }
      return new ListPage<>(items, null);
    }
  }

  private static OrderStanding standing(ResultSet row) throws SQLException {
    return new OrderStanding(
        Forms.placed(row.getBytes("placed"), row.getString("placed_form")),
        OrderStage.valueOf(row.getString("stage").toUpperCase(Locale.ROOT)),
        Catalogue.instant(row, "since"),
        OrderAddresses.read(row));
  }
}
