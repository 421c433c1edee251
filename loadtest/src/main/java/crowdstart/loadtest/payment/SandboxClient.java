package crowdstart.loadtest.payment;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/**
 * The payment sandbox, as a backer's browser sees it, and its switches. See docs/sandbox.md. Its
 * keys are known to everybody: no money moves.
 */
public final class SandboxClient implements AutoCloseable {
  private static final String SECRET_KEY = "sk_test_crowdstart_sandbox";
  private static final String CARD = "pm_card_visa";

  private final Wire wire;

  public SandboxClient(URI sandbox) {
    wire = new Wire(sandbox);
  }

  /** Of the API that it speaks. */
  public String version() {
    return send(merchant("/v1/events?limit=1").GET())
        .headers()
        .firstValue("Stripe-Version")
        .orElseThrow(() -> new IllegalStateException("the sandbox does not tell its version"));
  }

  /** Gives a card that can be charged, and returns it. */
  public Card secure(OpenedOrder order) {
    JsonNode setup =
        Wire.json(
            send(
                wire.to("/v1/setup_intents/" + order.reference() + "/confirm")
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(
                        HttpRequest.BodyPublishers.ofString(
                            "client_secret=" + order.clientSecret() + "&payment_method=" + CARD))));
    return new Card(setup.path("customer").asText(), setup.path("payment_method").asText());
  }

  /** Whether it sends webhooks by itself. */
  public void sendWebhooks(boolean isSending) {
    send(
        merchant("/sandbox/trouble")
            .header("Content-Type", "application/json")
            .PUT(
                HttpRequest.BodyPublishers.ofString(isSending ? "{}" : "{\"webhooksDropped\":1}")));
  }

  @Override
  public void close() {
    wire.close();
  }

  private HttpRequest.Builder merchant(String path) {
    return wire.to(path).header("Authorization", "Bearer " + SECRET_KEY);
  }

  private HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      HttpResponse<String> answer = wire.send(request);
      if (answer.statusCode() != 200) {
        // Without the address and the body, which name an order or what opens it.
        throw new IllegalStateException("the sandbox answered " + answer.statusCode());
      }
      return answer;
    } catch (IOException e) {
      throw new UncheckedIOException("no answer from the sandbox", e);
    }
  }
}
