package crowdstart.http.hook;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import crowdstart.hook.Deliveries;
import crowdstart.hook.Delivery;
import crowdstart.hook.DeliveryState;
import crowdstart.hook.DueDeliveries;
import crowdstart.hook.HookSweep;
import crowdstart.hook.SecretWebhook;
import crowdstart.hook.Webhook;
import crowdstart.hook.Webhooks;
import crowdstart.http.HookDatabase;
import crowdstart.identity.CampaignId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.function.IntUnaryOperator;
import javax.net.ssl.SSLSocketFactory;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The sender, with its database and with receivers that listen. */
@Timeout(120)
class HookSenderTest {
  private static final Duration WAIT = Duration.ofSeconds(30);

  private final CampaignId campaign =
      new CampaignId("local-" + UUID.randomUUID().toString().replace("-", "").substring(0, 26));
  private volatile Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
  private final Webhooks webhooks = new Webhooks(HookDatabase.pools(), () -> now);
  private final Deliveries deliveries = new Deliveries(HookDatabase.pools(), () -> now);
  private final DueDeliveries due = new DueDeliveries(HookDatabase.pools());
  private final List<Request> requests = new CopyOnWriteArrayList<>();
  private final List<String> outcomes = new CopyOnWriteArrayList<>();
  private final List<HttpServer> servers = new CopyOnWriteArrayList<>();
  private final List<HookSender> senders = new CopyOnWriteArrayList<>();
  private final CountDownLatch over = new CountDownLatch(1);

  private record Request(String path, String id, long timestamp, String signature, String body) {}

  @AfterEach
  void stop() {
    over.countDown();
    senders.forEach(HookSender::close);
    servers.forEach(server -> server.stop(0));
    webhooks.list(campaign).toCompletableFuture().join().stream()
        .map(one -> webhooks.delete(campaign, one.id()).toCompletableFuture())
        .forEach(java.util.concurrent.CompletableFuture::join);
  }

  @Test
  void whatIsOwedArrivesSigned() {
    SecretWebhook made = webhook(receiver(_ -> 200), "/signed");
    HookDatabase.owe(campaign, 1, now);
    start();

    Delivery delivery = awaitLog(made, DeliveryState.DELIVERED, 1).getFirst();

    assertThat(outcomes).containsExactly("2xx");
    assertThat(requests)
        .singleElement()
        .satisfies(one -> assertThat(one.path()).isEqualTo("/signed"))
        .satisfies(one -> assertThat(one.id()).isEqualTo(delivery.id()))
        .satisfies(one -> assertThat(one.timestamp()).isEqualTo(now.getEpochSecond()))
        .satisfies(one ->
            assertThat(one.body())
                .startsWith("{\"type\":\"order.placed\",\"timestamp\":\"")
                .endsWith("\"data\":{\"number\":1,\"name\":\"L\u00f6ve\"}}"))
        .satisfies(
            one -> assertThat(one.signature()).isEqualTo(signature(one, List.of(made.secret()))));
    assertThat(delivery.attempts()).singleElement().extracting("status").isEqualTo(200);
  }

  @Test
  void bothSecretsSignAfterAChange() {
    SecretWebhook made = webhook(receiver(_ -> 200), "/");
    SecretWebhook rotated =
        webhooks.rotate(campaign, made.webhook().id()).toCompletableFuture().join().orElseThrow();
    HookDatabase.owe(campaign, 1, now);
    start();
    awaitLog(made, DeliveryState.DELIVERED, 1);

    assertThat(requests)
        .singleElement()
        .satisfies(one ->
            assertThat(one.signature())
                .isEqualTo(signature(one, List.of(rotated.secret(), made.secret()))));
  }

  @Test
  void aFailureIsTriedAgainByTheScheduleUnderTheSameId() {
    SecretWebhook made = webhook(receiver(count -> count < 3 ? 500 : 204), "/");
    HookDatabase.owe(campaign, 1, now);
    start();
    for (int attempt = 1; attempt <= 2; attempt++) {
      int count = attempt;
      Delivery waiting = awaitLog(made, DeliveryState.PENDING, count).getFirst();
      assertThat(waiting.nextAttemptAt())
          .isEqualTo(now.plus(RetrySchedule.DELAYS.get(attempt - 1)));
      now = Objects.requireNonNull(waiting.nextAttemptAt());
    }

    Delivery delivered = awaitLog(made, DeliveryState.DELIVERED, 3).getFirst();

    assertThat(delivered.attempts()).extracting("status").containsExactly(500, 500, 204);
    assertThat(requests).hasSize(3).extracting(Request::id).containsOnly(delivered.id());
    assertThat(requests).extracting(Request::timestamp).doesNotHaveDuplicates();
  }

  @Test
  void aReceiverThatIsGoneIsLeftAlone() {
    SecretWebhook made = webhook(receiver(_ -> 410), "/");
    HookDatabase.owe(campaign, 1, now);
    start();

    awaitLog(made, DeliveryState.FAILED, 1);

    Webhook webhook =
        webhooks.read(campaign, made.webhook().id()).toCompletableFuture().join().orElseThrow();
    assertThat(webhook.disabled())
        .isEqualTo(new Webhook.Disabled(Webhook.DisabledReason.GONE, now));
  }

  @Test
  void aSlowReceiverHoldsUpOnlyItself() {
    SecretWebhook slow = webhook(receiver(_ -> waiting()), "/slow");
    SecretWebhook fast = webhook(receiver(_ -> 200), "/fast");
    int count = 3 * HookSender.IN_FLIGHT_PER_WEBHOOK_MAX;
    for (int i = 1; i <= count; i++) {
      HookDatabase.owe(campaign, i, now);
    }
    start();

    Awaitility.await()
        .atMost(WAIT)
        .until(() ->
            log(fast).stream().filter(one -> one.state() == DeliveryState.DELIVERED).count()
                == count);

    assertThat(log(slow)).allSatisfy(one -> assertThat(one.attempts()).isEmpty());
    assertThat(requests.stream().filter(one -> one.path().equals("/slow")).count())
        .isEqualTo(HookSender.IN_FLIGHT_PER_WEBHOOK_MAX);
    over.countDown();
    Awaitility.await()
        .atMost(WAIT)
        .until(() -> log(slow).stream().allMatch(one -> one.state() == DeliveryState.DELIVERED));
  }

  @Test
  void twoNodesSendEachOnce() {
    SecretWebhook made = webhook(receiver(_ -> 200), "/");
    for (int i = 1; i <= 60; i++) {
      HookDatabase.owe(campaign, i, now);
    }
    start();
    start();
    Awaitility.await()
        .atMost(WAIT)
        .until(() -> log(made).stream().allMatch(one -> one.state() == DeliveryState.DELIVERED));

    assertThat(requests).hasSize(60).extracting(Request::id).doesNotHaveDuplicates();
  }

  @Test
  void whatANodeHadClaimedWhenItDiedIsSentByAnother() throws Exception {
    SecretWebhook made = webhook(receiver(_ -> 200), "/");
    HookDatabase.owe(campaign, 1, now);
    assertThat(due.claim(made.webhook().id(), 10, now)).hasSize(1);

    now = now.plus(DueDeliveries.CLAIM_DURATION);
    start();

    awaitLog(made, DeliveryState.DELIVERED, 1);
  }

  @Test
  void aReplaySendsTheSameOnceMore() {
    SecretWebhook made = webhook(receiver(_ -> 200), "/");
    HookDatabase.owe(campaign, 1, now);
    start();
    String id = awaitLog(made, DeliveryState.DELIVERED, 1).getFirst().id();

    deliveries.replay(made.webhook().id(), id).toCompletableFuture().join();

    awaitLog(made, DeliveryState.DELIVERED, 2);
    assertThat(requests).extracting(Request::id).containsExactly(id, id);
    assertThat(requests.getFirst().body()).isEqualTo(requests.getLast().body());
  }

  private void start() {
    HookSender sender =
        new HookSender(
            due,
            new HookSweep(HookDatabase.pools()),
            new HookClient(
                Targets.anywhere(),
                (SSLSocketFactory) SSLSocketFactory.getDefault(),
                HookClient.TIMEOUT),
            () -> now,
            () -> 0,
            (outcome, _) -> outcomes.add(outcome));
    senders.add(sender);
    sender.begin();
  }

  private SecretWebhook webhook(HttpServer server, String path) {
    String url = "http://127.0.0.1:" + server.getAddress().getPort() + path;
    return webhooks.create(campaign, url, List.of()).toCompletableFuture().join().orElseThrow();
  }

  /** A receiver whose answers depend on how many requests there were. */
  private HttpServer receiver(IntUnaryOperator status) {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
      server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
      List<String> own = new CopyOnWriteArrayList<>();
      server.createContext(
          "/",
          exchange -> {
            var headers = exchange.getRequestHeaders();
            Request request =
                new Request(
                    exchange.getRequestURI().getPath(),
                    String.valueOf(headers.getFirst("webhook-id")),
                    Long.parseLong(headers.getFirst("webhook-timestamp")),
                    String.valueOf(headers.getFirst("webhook-signature")),
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            requests.add(request);
            own.add(request.id());
            exchange.sendResponseHeaders(status.applyAsInt(own.size()), -1);
            exchange.close();
          });
      server.start();
      servers.add(server);
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private int waiting() {
    try {
      over.await();
      return 200;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String signature(Request request, List<byte[]> secrets) {
    byte[] body = request.body().getBytes(StandardCharsets.UTF_8);
    return Signature.header(request.id(), request.timestamp(), body, secrets);
  }

  private List<Delivery> log(SecretWebhook made) {
    return deliveries
        .list(made.webhook().id(), Optional.empty(), Optional.empty(), 200)
        .toCompletableFuture()
        .join()
        .items();
  }

  /** The log, once all in it are so and were tried so often. */
  private List<Delivery> awaitLog(SecretWebhook made, DeliveryState state, int attempts) {
    return Awaitility.await()
        .atMost(WAIT)
        .until(
            () -> log(made),
            log ->
                !log.isEmpty()
                    && log.stream()
                        .allMatch(
                            one -> one.state() == state && one.attempts().size() == attempts));
  }
}
