package crowdstart.loadtest.payment;

import com.fasterxml.jackson.databind.JsonNode;
import crowdstart.loadtest.process.Node;
import crowdstart.loadtest.profile.Shop;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;

/** A node, as backers and the payment provider see it. Blocking. */
public final class BackerClient implements AutoCloseable {
  /** How many orders are prepared at a time: a modest rate, before anything is measured. */
  static final int PREPARED_AT_ONCE = 4;

  private static final int TRIES_MAX = 20;
  private static final long TRY_AGAIN_NANOS = 200_000_000;

  private static final String WEBHOOK_PATH = "/v1/payments/webhooks/sandbox";

  private final Wire wire;

  public BackerClient(URI node) {
    wire = new Wire(node);
  }

  /** Places so many orders and opens the payment of each. */
  public List<OpenedOrder> prepare(String campaign, int count) throws InterruptedException {
    ExecutorService threads = Executors.newFixedThreadPool(PREPARED_AT_ONCE);
    try {
      List<Callable<OpenedOrder>> tasks = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        tasks.add(() -> open(place(campaign)));
      }
      List<OpenedOrder> opened = new ArrayList<>();
      for (Future<OpenedOrder> task : threads.invokeAll(tasks)) {
        opened.add(task.get());
      }
      return opened;
    } catch (ExecutionException e) {
      throw new IllegalStateException("an order could not be prepared", e.getCause());
    } finally {
      threads.shutdownNow();
    }
  }

  private String place(String campaign) throws IOException {
    String key = UUID.randomUUID().toString();
    String body =
        """
        {"tier":"%s","quantity":1,"backer":{"email":"backer-%s@example.com","name":"Load Backer","country":"DE"}}\
        """
            .formatted(Shop.TIER, key);
    HttpRequest.Builder request =
        wire.to("/v1/campaigns/" + campaign + "/orders")
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", key)
            .POST(HttpRequest.BodyPublishers.ofString(body));
    return expect(201, request).path("id").asText();
  }

  private OpenedOrder open(String order) throws IOException {
    HttpRequest.Builder request =
        wire.to("/v1/orders/" + order + "/payment").POST(HttpRequest.BodyPublishers.noBody());
    JsonNode action = expect(200, request).path("action");
    return new OpenedOrder(
        order, action.path("reference").asText(), action.path("clientSecret").asText());
  }

  /** The stage of an order, or nothing known for the moment, which is empty. */
  String state(OpenedOrder order) throws IOException {
    HttpResponse<String> answer = wire.send(wire.to("/v1/orders/" + order.order()).GET());
    return answer.statusCode() == 200 ? Wire.json(answer).path("state").asText() : "";
  }

  /** Tells the node that the card is secured, as the provider does, and returns the status. */
  int tell(String version, OpenedOrder order, Card card) throws IOException {
    long atSeconds = System.currentTimeMillis() / 1_000;
    String body = CardSecured.body(version, order, card, atSeconds);
    return wire.send(
            wire.to(WEBHOOK_PATH)
                .header("Content-Type", "application/json; charset=utf-8")
                .header(
                    WebhookSignature.HEADER,
                    WebhookSignature.of(Node.WEBHOOK_SECRET, atSeconds, body))
                .POST(HttpRequest.BodyPublishers.ofString(body)))
        .statusCode();
  }

  @Override
  public void close() {
    wire.close();
  }

  /** Sends it again while the node is overloaded: each of these calls may be repeated. */
  private JsonNode expect(int status, HttpRequest.Builder request) throws IOException {
    int answered = 0;
    for (int i = 0; i < TRIES_MAX; i++) {
      HttpResponse<String> answer = wire.send(request);
      answered = answer.statusCode();
      if (answered == status) {
        return Wire.json(answer);
      }
      if (answered < 500) {
        break;
      }
      LockSupport.parkNanos(TRY_AGAIN_NANOS);
    }
    throw new IllegalStateException("answered %d, not %d".formatted(answered, status));
  }
}
