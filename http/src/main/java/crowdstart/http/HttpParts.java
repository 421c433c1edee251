package crowdstart.http;

import crowdstart.checkout.Engine;
import crowdstart.http.campaign.CampaignCatalogue;
import crowdstart.http.checkout.OrderList;
import crowdstart.http.connection.ConnectionLimits;
import crowdstart.http.creator.Creators;
import crowdstart.http.fulfilment.FulfilmentParts;
import crowdstart.http.hook.HookParts;
import crowdstart.http.metrics.Metrics;
import crowdstart.http.payment.PaymentBook;
import crowdstart.http.payment.PaymentPort;
import crowdstart.http.stream.OrderWatch;
import crowdstart.http.stream.StatsHubs;
import crowdstart.identity.Identities;
import crowdstart.identity.Region;
import java.time.InstantSource;
import org.apache.pekko.actor.typed.ActorRef;

/**
 * What the server needs of the rest of the node.
 *
 * @param engine the doors to the entities
 * @param hubs an actor of {@link StatsHubs#create}
 * @param watch an actor of {@link OrderWatch#create}
 * @param payments where the provider's webhooks arrive
 * @param connections what clients' connections may take
 * @param region the home of new campaigns, and of all that this node knows
 */
public record HttpParts(
    Engine engine,
    ActorRef<StatsHubs.Message> hubs,
    ActorRef<OrderWatch.Message> watch,
    CampaignCatalogue catalogue,
    OrderList orders,
    PaymentBook book,
    PaymentPort payments,
    FulfilmentParts fulfilment,
    HookParts hooks,
    ConnectionLimits connections,
    Creators creators,
    Identities identities,
    Region region,
    Metrics metrics,
    InstantSource clock) {}
