package crowdstart.loadtest.payment;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ConfirmationsTest {
  private static final double RATE = 200;

  private final AtomicInteger webhooks = new AtomicInteger();
  private final AtomicInteger looks = new AtomicInteger();
  private final Queue<String> signatures = new ConcurrentLinkedQueue<>();
  private volatile int firstAnswer = 200;
  private HttpServer node;

  @BeforeEach
  void start() throws IOException {
    node = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    node.createContext("/v1/payments/webhooks/sandbox", this::webhook);
    node.createContext("/v1/orders/", this::order);
    node.start();
  }

  @AfterEach
  void stop() {
    node.stop(0);
  }

  @Test
  void anOrderIsLookedAtUntilItIsConfirmed() {
    ConfirmationResult result = run(3);
    assertThat(result.done()).isEqualTo(3);
    assertThat(result.unconfirmed()).isZero();
    assertThat(result.resent()).isZero();
    assertThat(result.confirmed().count()).isEqualTo(3);
    assertThat(result.confirmed().max()).isGreaterThanOrEqualTo(result.acknowledged().p50());
    assertThat(looks).hasValueGreaterThan(3);
    assertThat(signatures)
        .hasSize(3)
        .allMatch(header -> header.matches("t=[0-9]+,v1=[0-9a-f]{64}"));
  }

  @Test
  void aWebhookThatFindsTheNodeOverloadedIsSentAgain() {
    firstAnswer = 503;
    ConfirmationResult result = run(1);
    assertThat(result.done()).isEqualTo(1);
    assertThat(result.resent()).isEqualTo(1);
    // The wait before it was sent again counts.
    assertThat(result.acknowledged().max())
        .isGreaterThanOrEqualTo(Confirmations.RESEND_SECONDS * 1_000);
  }

  @Test
  void aWebhookThatIsRefusedIsNotConfirmedAndSaidToBeWrong() {
    firstAnswer = 400;
    ConfirmationResult result = run(1);
    assertThat(result.done()).isZero();
    assertThat(result.unconfirmed()).isEqualTo(1);
    assertThat(result.wrong()).containsExactly("a webhook was answered 400");
  }

  @Test
  void onlyWhatMayEndByItselfIsSentAgain() {
    assertThat(List.of(404, 429, 500, 503)).allMatch(Confirmations::isWorthResending);
    assertThat(List.of(400, 401, 413)).noneMatch(Confirmations::isWorthResending);
  }

  @Test
  void looksGrowRarer() {
    assertThat(Confirmations.lookAgainNanos(0)).isEqualTo(2_000_000);
    assertThat(Confirmations.lookAgainNanos(1_000_000_000)).isEqualTo(50_000_000);
  }

  private ConfirmationResult run(int count) {
    List<OpenedOrder> orders =
        IntStream.range(0, count)
            .mapToObj(number -> new OpenedOrder("order-" + number, "seti_" + number, "secret"))
            .toList();
    URI address = URI.create("http://127.0.0.1:" + node.getAddress().getPort());
    try (BackerClient client = new BackerClient(address)) {
      return Confirmations.run(client, "version", orders, RATE, _ -> Card.MADE_UP);
    }
  }

  private void webhook(HttpExchange exchange) throws IOException {
    signatures.add(exchange.getRequestHeaders().getFirst(WebhookSignature.HEADER));
    answer(exchange, webhooks.incrementAndGet() == 1 ? firstAnswer : 200, "{}");
  }

  /** Held at the first look, whosever order it is, and confirmed from then on. */
  private void order(HttpExchange exchange) throws IOException {
    String state = looks.incrementAndGet() == 1 ? "held" : "confirmed";
    answer(exchange, 200, "{\"state\":\"" + state + "\"}");
  }

  private static void answer(HttpExchange exchange, int status, String body) throws IOException {
    try (exchange) {
      exchange.getRequestBody().readAllBytes();
      byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(status, bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }
}
