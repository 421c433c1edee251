package crowdstart.hook;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import crowdstart.campaign.Stage;
import crowdstart.feed.FeedEvent;
import crowdstart.feed.FeedHandler;
import crowdstart.feed.FeedPage;
import crowdstart.identity.CampaignId;
import crowdstart.payment.CollectionEvent;
import crowdstart.payment.DisputeStanding;
import crowdstart.payment.PaymentEvent;
import crowdstart.payment.Terms;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Puts what happens to money into the outbox; and how campaigns end, which the payments' journal
 * says in few events and the campaigns' own among very many.
 */
final class PaymentHooks implements FeedHandler<Object> {

  private final FirstEvents<PaymentEvent.Opened> payments;
  private final InstantSource clock;

  PaymentHooks(FirstEvents<PaymentEvent.Opened> payments, InstantSource clock) {
    this.payments = payments;
    this.clock = clock;
  }

  @Override
  public void handle(Connection connection, FeedPage<Object> page) throws SQLException {
    if (!Outbox.isAwaited(connection)) {
      return;
    }
    List<HookEvent> events = new ArrayList<>();
    Map<FeedEvent<Object>, Told> told = new LinkedHashMap<>();
    for (FeedEvent<Object> event : page.events()) {
      switch (event.event()) {
        case CollectionEvent collection -> ended(event, collection).ifPresent(events::add);
        case PaymentEvent payment -> told(payment).ifPresent(one -> told.put(event, one));
        default ->
            throw new IllegalStateException("no hook of " + event.event().getClass().getName());
      }
    }
    events.addAll(Told.events(told, payments, PaymentHooks::event));
    Outbox.add(connection, events, clock.instant());
  }

  private static HookEvent event(FeedEvent<Object> event, Told told, PaymentEvent.Opened opening) {
    Terms terms = opening.terms();
    told.data().put("order", terms.order().value());
    told.data().put("campaign", terms.campaign().value());
    told.data().put("currency", terms.currency().getCurrencyCode());
    return new HookEvent(
        HookEvent.source(event),
        told.type(),
        terms.campaign(),
        terms.order(),
        ((PaymentEvent) event.event()).at(),
        told.data().toString());
  }

  private static Optional<Told> told(PaymentEvent event) {
    ObjectNode data = JsonNodeFactory.instance.objectNode();
    return switch (event) {
      case PaymentEvent.Captured it -> {
        data.put("amount", it.amount()).put("fee", it.fee());
        yield Optional.of(new Told(HookType.PAYMENT_CAPTURED, data));
      }
      case PaymentEvent.Refunded it -> {
        data.put("refund", it.refund()).put("amount", it.amount());
        yield Optional.of(new Told(HookType.PAYMENT_REFUNDED, data));
      }
      case PaymentEvent.RefundRefused it -> Optional.of(refundFailed(data, it.refund()));
      case PaymentEvent.RefundFailed it -> Optional.of(refundFailed(data, it.refund()));
      case PaymentEvent.RefundGivenUp _ -> {
        data.put("givenUp", true);
        yield Optional.of(new Told(HookType.PAYMENT_REFUND_FAILED, data));
      }
      case PaymentEvent.Disputed(DisputeStanding it, _, _, _) -> {
        data.put("dispute", it.id()).put("state", it.status().label()).put("amount", it.amount());
        data.put("taken", it.taken()).put("fee", it.fee()).put("reason", it.reason());
        yield Optional.of(new Told(HookType.PAYMENT_DISPUTED, data));
      }
      case PaymentEvent.ChargeFailed it -> {
        data.put("attempt", it.attempt()).put("reason", it.refusal().label());
        data.put("retryAt", it.retryAt().toString());
        yield Optional.of(new Told(HookType.PAYMENT_FAILED, data));
      }
      case PaymentEvent.Opened _,
          PaymentEvent.SetupTried _,
          PaymentEvent.SetupMade _,
          PaymentEvent.CardRefused _,
          PaymentEvent.CardSecured _,
          PaymentEvent.OrderConfirmed _,
          PaymentEvent.ChargeTried _,
          PaymentEvent.ChargeMade _,
          PaymentEvent.RefundTried _,
          PaymentEvent.EndBegun _,
          PaymentEvent.Ended _,
          PaymentEvent.OrderTold _ ->
          Optional.empty();
    };
  }

  private static Told refundFailed(ObjectNode data, String refund) {
    return new Told(HookType.PAYMENT_REFUND_FAILED, data.put("refund", refund));
  }

  private static Optional<HookEvent> ended(FeedEvent<Object> event, CollectionEvent collection) {
    return switch (collection) {
      case CollectionEvent.Begun(Stage outcome, var at) -> {
        String id = event.persistenceId();
        var campaign = new CampaignId(id.substring(id.indexOf('|') + 1));
        ObjectNode data = JsonNodeFactory.instance.objectNode();
        data.put("campaign", campaign.value()).put("state", outcome.label());
        yield Optional.of(
            new HookEvent(
                HookEvent.source(event), type(outcome), campaign, null, at, data.toString()));
      }
      case CollectionEvent.Paused _, CollectionEvent.Resumed _ -> Optional.empty();
    };
  }

  private static HookType type(Stage outcome) {
    return switch (outcome) {
      case FUNDED -> HookType.CAMPAIGN_FUNDED;
      case UNFUNDED -> HookType.CAMPAIGN_UNFUNDED;
      case CANCELLED -> HookType.CAMPAIGN_CANCELLED;
      case DRAFT, LIVE -> throw new IllegalStateException("no end: " + outcome);
    };
  }
}
