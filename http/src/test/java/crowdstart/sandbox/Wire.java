package crowdstart.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.StringJoiner;

/** A plain client of the sandbox: a merchant with the secret key, or a browser without. */
public final class Wire implements AutoCloseable {
  private static final Duration ANSWER_WAIT = Duration.ofSeconds(20);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final URI address;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  public Wire(Sandbox sandbox) {
    this.address = sandbox.address();
  }

  /** What came back. */
  public record Reply(int status, JsonNode json, HttpHeaders headers) {
    public String text(String name) {
      return json.path(name).asText();
    }

    public String id() {
      return text("id");
    }

    String code() {
      return json.path("error").path("code").asText();
    }
  }

  public Reply get(String path) {
    return send(merchant(path).GET());
  }

  public Reply post(String path, String... parameters) {
    return postWith("", path, parameters);
  }

  Reply postWith(String key, String path, String... parameters) {
    HttpRequest.Builder request = merchant(path).POST(form(parameters));
    return send(key.isEmpty() ? request : request.header("Idempotency-Key", key));
  }

  public Reply put(String path, String json) {
    return send(merchant(path).PUT(BodyPublishers.ofString(json)));
  }

  Reply postJson(String path, String json) {
    return send(merchant(path).POST(BodyPublishers.ofString(json)));
  }

  Reply delete(String path) {
    return send(merchant(path).DELETE());
  }

  /** Without the secret key. */
  public Reply browser(String path, String... parameters) {
    return send(request(path).POST(form(parameters)));
  }

  /** The backer's browser gives a card to a setup or a payment. */
  public Reply give(String card, String intents, Reply intent) {
    return browser(
        "/v1/" + intents + "/" + intent.id() + "/confirm",
        "client_secret",
        intent.text("client_secret"),
        "payment_method",
        card);
  }

  /** A setup for a new customer. */
  Reply setup() {
    return post("/v1/setup_intents", "customer", post("/v1/customers").id());
  }

  /** A card secured, and a payment of 4,900 that waits for it. */
  Reply payment(String card) {
    Reply secured = give(card, "setup_intents", setup());
    return post(
        "/v1/payment_intents",
        "amount",
        "4900",
        "currency",
        "eur",
        "customer",
        secured.text("customer"),
        "payment_method",
        secured.text("payment_method"),
        "metadata[order]",
        "local-1");
  }

  Reply confirm(Reply payment, String... more) {
    return post(
        "/v1/payment_intents/" + payment.id() + "/confirm", with(more, "off_session", "true"));
  }

  private static String[] with(String[] more, String... first) {
    String[] all = java.util.Arrays.copyOf(first, first.length + more.length);
    System.arraycopy(more, 0, all, first.length, more.length);
    return all;
  }

  private HttpRequest.Builder merchant(String path) {
    return request(path).header("Authorization", "Bearer " + SandboxSettings.SECRET_KEY_DEFAULT);
  }

  HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(address + path)).timeout(ANSWER_WAIT);
  }

  private static HttpRequest.BodyPublisher form(String... parameters) {
    StringJoiner form = new StringJoiner("&");
    for (int i = 0; i < parameters.length; i += 2) {
      form.add(encoded(parameters[i]) + "=" + encoded(parameters[i + 1]));
    }
    return BodyPublishers.ofString(form.toString());
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  Reply send(HttpRequest.Builder request) {
    try {
      HttpResponse<String> response = client.send(request.build(), BodyHandlers.ofString());
      return new Reply(response.statusCode(), JSON.readTree(response.body()), response.headers());
    } catch (IOException e) {
      throw new HungUp(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** No answer came. */
  static final class HungUp extends RuntimeException {
    private static final long serialVersionUID = 1L;

    HungUp(IOException cause) {
      super(cause);
    }
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
