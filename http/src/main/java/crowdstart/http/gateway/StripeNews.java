package crowdstart.http.gateway;

import com.stripe.StripeClient;
import com.stripe.model.Event;
import com.stripe.model.StripeCollection;
import com.stripe.param.EventListParams;
import crowdstart.identity.OrderId;
import crowdstart.payment.GatewayAnswer;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * What the provider says of itself, long after it was asked for anything. Its webhook may be lost,
 * and nobody waits for it; but it stands in the list of events for 30 days (W7).
 */
public final class StripeNews {
  private static final long PAGE_SIZE = 100;
  private static final List<String> TYPES =
      List.of(
          "refund.failed",
          "charge.dispute.created",
          "charge.dispute.updated",
          "charge.dispute.closed",
          "charge.dispute.funds_withdrawn",
          "charge.dispute.funds_reinstated");

  private final StripeClient client;
  private final StripeCalls calls;

  StripeNews(StripeClient client, StripeCalls calls) {
    this.client = client;
    this.calls = calls;
  }

  /**
   * Some events, the newest first.
   *
   * @param next where the page behind it begins; null when this is the last
   */
  public record Page(List<StripeWebhook.Verdict> news, @Nullable String next) {
    public Page {
      news = List.copyOf(news);
    }
  }

  /**
   * What has come late.
   *
   * @param since the provider's time
   * @param after what the page before said; null for the first
   */
  public CompletionStage<GatewayAnswer<Page>> late(Instant since, @Nullable String after) {
    EventListParams params =
        EventListParams.builder()
            .addAllType(TYPES)
            .setCreated(EventListParams.Created.builder().setGte(since.getEpochSecond()).build())
            .setLimit(PAGE_SIZE)
            .setStartingAfter(after)
            .build();
    return calls.ask(() -> {
      StripeCollection<Event> found = client.v1().events().list(params);
      List<Event> events = found.getData();
      boolean isMore = found.getHasMore() && !events.isEmpty();
      return new GatewayAnswer.Done<>(
          new Page(
              events.stream().map(StripeWebhook::read).toList(),
              isMore ? events.getLast().getId() : null));
    });
  }

  /** Whose a charge is; of nobody, when it is not one of ours. */
  public CompletionStage<GatewayAnswer<Optional<OrderId>>> orderOf(String charge) {
    return calls.ask(() ->
        new GatewayAnswer.Done<>(
            StripeMetadata.order(client.v1().paymentIntents().retrieve(charge))));
  }
}
