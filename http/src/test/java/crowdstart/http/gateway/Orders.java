package crowdstart.http.gateway;

import crowdstart.identity.CampaignId;
import crowdstart.identity.OrderId;
import crowdstart.payment.Card;
import crowdstart.payment.GatewayAnswer;
import crowdstart.payment.PaymentGateway.ChargeRequest;
import java.time.Duration;
import java.util.Currency;
import java.util.Locale;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Orders nobody has seen before, and the answers to what is asked for them. */
final class Orders {
  static final CampaignId CAMPAIGN = new CampaignId("local-" + "c".repeat(26));
  static final long AMOUNT = 4_900;
  static final long FEE = 94;

  private static final Duration WAIT = Duration.ofSeconds(20);
  private static final AtomicInteger COUNT = new AtomicInteger();

  private Orders() {}

  static OrderId next() {
    return new OrderId(String.format(Locale.ROOT, "local-%026d", COUNT.incrementAndGet()));
  }

  static ChargeRequest request(OrderId order, Card card) {
    return new ChargeRequest(order, CAMPAIGN, AMOUNT, Currency.getInstance("EUR"), card);
  }

  static <T> GatewayAnswer<T> answer(CompletionStage<GatewayAnswer<T>> stage) {
    return stage.toCompletableFuture().orTimeout(WAIT.toSeconds(), TimeUnit.SECONDS).join();
  }

  static <T> T done(CompletionStage<GatewayAnswer<T>> stage) {
    return switch (answer(stage)) {
      case GatewayAnswer.Done<T>(T value) -> value;
      case GatewayAnswer.Refused<T>(String code) -> throw new AssertionError("refused: " + code);
      case GatewayAnswer.Unknown<T>() -> throw new AssertionError("unknown");
    };
  }
}
