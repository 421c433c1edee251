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
import crowdstart.payment.CollectionEntity;
import crowdstart.payment.CollectionMessage;
import crowdstart.payment.Collections;
import crowdstart.payment.Duties;
import crowdstart.payment.PaymentEntity;
import crowdstart.payment.PaymentGateway;
import crowdstart.payment.PaymentMessage;
import crowdstart.payment.PaymentSettings;
import crowdstart.payment.Payments;
import java.time.InstantSource;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.DispatcherSelector;
import org.apache.pekko.actor.typed.Props;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;
import org.apache.pekko.cluster.sharding.typed.javadsl.Entity;

/**
 * The entities of a node, and the doors to them.
 *
 * @param checkout places orders
 */
public record Engine(
    Campaigns campaigns,
    Orders orders,
    Checkout checkout,
    Payments payments,
    Collections collections) {

  /** Starts the entities' shards on this node, and the desk through which they meet. */
  public static Engine start(
      ActorContext<?> context,
      GateSettings gateSettings,
      int checkoutsInFlightMax,
      PaymentGateway gateway) {
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
    startPayments(sharding, new Duties(gateway, orders), gateSettings.clock());
    return of(sharding, Patience.DEFAULT, checkoutsInFlightMax);
  }

  /** The doors alone, to entities on whichever node they are. */
  public static Engine of(ClusterSharding sharding, Patience patience, int checkoutsInFlightMax) {
    Orders orders = new Orders(sharding, patience);
    return new Engine(
        new Campaigns(sharding, patience),
        orders,
        new Checkout(orders, checkoutsInFlightMax),
        new Payments(sharding, patience),
        new Collections(sharding, patience));
  }

  private static void startPayments(ClusterSharding sharding, Duties duties, InstantSource clock) {
    Props threads = DispatcherSelector.fromConfig("crowdstart.payment-dispatcher");
    PaymentSettings settings = new PaymentSettings(duties, clock);
    sharding.init(
        Entity.of(
                PaymentEntity.TYPE,
                entity ->
                    PaymentEntity.create(
                        new OrderId(entity.getEntityId()), entity.getShard(), settings))
            .withEntityProps(threads)
            .withStopMessage(new PaymentMessage.Stop()));
    sharding.init(
        Entity.of(
                CollectionEntity.TYPE,
                entity -> CollectionEntity.create(new CampaignId(entity.getEntityId()), clock))
            .withEntityProps(threads)
            .withStopMessage(new CollectionMessage.Stop()));
  }
}
