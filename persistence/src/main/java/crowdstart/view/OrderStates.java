package crowdstart.view;

import crowdstart.database.Pool;
import crowdstart.database.Pools;
import crowdstart.identity.CampaignId;
import crowdstart.identity.OrderId;
import crowdstart.order.OrderStage;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** How orders stand in each stream, as the views have it: many of them in one look. */
public final class OrderStates {
  private static final String STATES =
      """
      select orders.id, orders.stage as order_stage, payment.stage as payment_stage,
        shipment.state as shipment_state
      from view.orders left join view.payment using (id) left join view.shipment using (id)
      where orders.id = any(?)
      """;

  private static final String COUNTS =
      "select stage, count(*) from view.orders where campaign = ? group by stage";

  private final ViewQueries queries;

  /**
   * How one order stands.
   *
   * @param payment its label; null until somebody has opened one
   * @param shipment its label; null until the order is paid for
   */
  public record States(
      OrderId order, OrderStage stage, @Nullable String payment, @Nullable String shipment) {}

  public OrderStates(Pools pools) {
    this.queries = new ViewQueries(pools.source(Pool.VIEW));
  }

  /** How many orders of a campaign are at each stage; stages with none are left out. */
  public CompletionStage<Map<OrderStage, Long>> ofCampaign(CampaignId campaign) {
    return queries.ask(connection -> {
      try (var statement = connection.prepareStatement(COUNTS)) {
        statement.setString(1, campaign.value());
        var counts = new EnumMap<OrderStage, Long>(OrderStage.class);
        try (var row = statement.executeQuery()) {
          while (row.next()) {
            counts.put(
                OrderStage.valueOf(row.getString(1).toUpperCase(Locale.ROOT)), row.getLong(2));
          }
        }
        return counts;
      }
    });
  }

  /** Those of these orders that the views have heard of, in no order. */
  public CompletionStage<List<States>> of(Collection<OrderId> orders) {
    String[] ids = orders.stream().map(OrderId::value).toArray(String[]::new);
    return queries.ask(connection -> {
      try (var statement = connection.prepareStatement(STATES)) {
        statement.setArray(1, connection.createArrayOf("text", ids));
        return PaymentLists.list(
            statement.executeQuery(),
            row ->
                new States(
                    new OrderId(row.getString("id")),
                    OrderStage.valueOf(row.getString("order_stage").toUpperCase(Locale.ROOT)),
                    row.getString("payment_stage"),
                    row.getString("shipment_state")));
      }
    });
  }
}
