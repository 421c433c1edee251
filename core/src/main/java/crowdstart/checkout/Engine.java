package crowdstart.checkout;

import crowdstart.campaign.CampaignGate;
import crowdstart.campaign.Campaigns;
import crowdstart.campaign.GateMessage;
import crowdstart.campaign.GateSettings;
import crowdstart.campaign.StockDesk;
import crowdstart.identity.CampaignId;
import crowdstart.identity.OrderId;
import crowdstart.identity.Patience;
import crowdstart.order.OrderEntity;
import crowdstart.order.OrderMessage;
import crowdstart.order.OrderSettings;
import crowdstart.order.Orders;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;
import org.apache.pekko.cluster.sharding.typed.javadsl.Entity;

/**
 * The entities of a node, and the doors to them.
 *
 * @param checkout places orders
 */
public record Engine(Campaigns campaigns, Orders orders, Checkout checkout) {

  /** Starts the entities' shards on this node, and the desk through which they meet. */
  public static Engine start(
      ActorContext<?> context, GateSettings gateSettings, int checkoutsInFlightMax) {
    ClusterSharding sharding = ClusterSharding.get(context.getSystem());
    ActorRef<StockDesk.Message> desk =
        context.spawn(
            StockDesk.create((campaign, batch) ->
                sharding.entityRefFor(CampaignGate.TYPE, campaign.value()).tell(batch)),
            "stock-desk");
    OrderSettings orderSettings = OrderSettings.of(context.getSystem(), desk, gateSettings.clock());
    sharding.init(
        Entity.of(
                CampaignGate.TYPE,
                entity -> CampaignGate.create(new CampaignId(entity.getEntityId()), gateSettings))
            .withStopMessage(new GateMessage.Stop()));
    sharding.init(
        Entity.of(
                OrderEntity.TYPE,
                entity ->
                    OrderEntity.create(
                        new OrderId(entity.getEntityId()), entity.getShard(), orderSettings))
            .withStopMessage(new OrderMessage.Stop()));
    Orders orders = new Orders(sharding, Patience.DEFAULT);
    return new Engine(
        new Campaigns(sharding, Patience.DEFAULT),
        orders,
        new Checkout(orders, checkoutsInFlightMax));
  }
}
