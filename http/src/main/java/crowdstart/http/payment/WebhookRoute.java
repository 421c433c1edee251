package crowdstart.http.payment;

import crowdstart.http.gateway.StripeWebhook;
import crowdstart.http.problem.ProblemType;
import crowdstart.http.problem.Problems;
import crowdstart.http.route.Call;
import crowdstart.http.route.Route;
import crowdstart.http.wire.Bodies;
import crowdstart.http.wire.Headers;
import crowdstart.http.wire.Responses;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.stream.Materializer;
import org.apache.pekko.util.ByteString;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes in what the provider reports. Only what it has signed, and lately, is looked at (W3); 200
 * means that nothing of it can be lost any more (W4), and anything else that it should be sent
 * again.
 */
public final class WebhookRoute {
  private static final Logger log = LoggerFactory.getLogger(WebhookRoute.class);
  private static final ByteString RECEIVED = ByteString.fromString("{\"received\":true}");

  private final String provider;
  private final StripeWebhook webhook;
  private final ProviderInbox inbox;
  private final InstantSource clock;
  private final Materializer materializer;

  public WebhookRoute(
      String provider,
      StripeWebhook webhook,
      ProviderInbox inbox,
      InstantSource clock,
      Materializer materializer) {
    this.provider = provider;
    this.webhook = webhook;
    this.inbox = inbox;
    this.clock = clock;
    this.materializer = materializer;
  }

  public Route route() {
    return Route.post("/v1/payments/webhooks/{provider}", this::receive);
  }

  private CompletionStage<HttpResponse> receive(Call call) {
    if (!call.variables().getFirst().equals(provider)) {
      return CompletableFuture.completedStage(Problems.notFound());
    }
    @Nullable String signature = Headers.value(call.request(), "stripe-signature");
    return Bodies.raw(call.request(), materializer)
        .thenCompose(body ->
            switch (webhook.read(body.toArray(), signature, clock.instant())) {
              case StripeWebhook.Rejected(StripeWebhook.Why why) ->
                  CompletableFuture.completedStage(refused(why));
              case StripeWebhook.Verdict said ->
                  inbox.take(said, call::knows).thenApply(WebhookRoute::answer);
            });
  }

  private static HttpResponse answer(ProviderInbox.Receipt receipt) {
    return switch (receipt) {
      case TAKEN -> received();
      // No payment calls the provider before it is stored. So it is of somebody else on the same
      // account, or of a payment that was lost with a database: sending it again would help
      // neither,
      // and the provider's own list of events keeps it (W5).
      case NOT_FOUND -> {
        log.warn("The payment provider reports on an order that has no payment here");
        yield received();
      }
      case AGAIN -> Problems.unknown();
    };
  }

  private static HttpResponse refused(StripeWebhook.Why why) {
    return switch (why) {
      case NO_SIGNATURE, MALFORMED_SIGNATURE, WRONG_SIGNATURE ->
          Problems.of(ProblemType.SIGNATURE_INVALID, "it is not signed by the provider");
      case OUT_OF_TIME ->
          Problems.of(ProblemType.SIGNATURE_INVALID, "it was not signed a moment ago");
      case NOT_JSON -> Problems.malformed("it is not JSON");
    };
  }

  private static HttpResponse received() {
    return Responses.ok(RECEIVED);
  }
}
