package crowdstart.loadtest.launch.crowd;

import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The bytes of what is asked. */
final class Requests {
  /** Stock is limited, and it is cheaper. */
  static final String EARLY_BIRD = "early-bird";

  /** As many as anybody wants. */
  static final String REGULAR = "regular";

  static final String CARD = "pm_card_visa";

  private final List<String> hosts;
  private final String sandboxHost;
  private final String campaign;
  private final String run;
  private final List<byte[]> reads;

  Requests(CrowdPlan plan) {
    hosts = plan.servers().stream().map(URI::getAuthority).toList();
    sandboxHost = plan.sandbox().getAuthority();
    campaign = "/v1/campaigns/" + plan.campaign();
    run = plan.run();
    reads = hosts.stream().map(host -> ascii(get(campaign, host, ""))).toList();
  }

  ByteBuffer page(int server) {
    return ByteBuffer.wrap(reads.get(server));
  }

  ByteBuffer order(int server, int backer, String key, String tier) {
    String body =
        """
        {"tier":"%s","quantity":1,"backer":{"email":"backer-%s-%d@example.com","name":"Launch Backer","country":"DE"}}\
        """
            .formatted(tier, run, backer);
    return post(
        campaign + "/orders",
        hosts.get(server),
        "application/json",
        "Idempotency-Key: " + run + "-" + key + "\r\n",
        body);
  }

  ByteBuffer payment(int server, String order) {
    return post("/v1/orders/" + order + "/payment", hosts.get(server), "application/json", "", "");
  }

  ByteBuffer look(int server, String order) {
    return ByteBuffer.wrap(ascii(get("/v1/orders/" + order, hosts.get(server), "")));
  }

  ByteBuffer stream(int server, long lastId) {
    String resume = lastId < 0 ? "" : "Last-Event-ID: " + lastId + "\r\n";
    return ByteBuffer.wrap(
        ascii(
            get(
                campaign + "/stats/stream",
                hosts.get(server),
                "Accept: text/event-stream\r\n" + resume)));
  }

  /** A card for the payment, to the provider. */
  ByteBuffer card(String reference, String clientSecret) {
    return post(
        "/v1/setup_intents/" + reference + "/confirm",
        sandboxHost,
        "application/x-www-form-urlencoded",
        "",
        "client_secret=" + clientSecret + "&payment_method=" + CARD);
  }

  private static String get(String path, String host, String headers) {
    return "GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\n" + headers + "\r\n";
  }

  private static ByteBuffer post(
      String path, String host, String type, String headers, String body) {
    String content = body.isEmpty() ? "" : "Content-Type: " + type + "\r\n";
    return ByteBuffer.wrap(
        ascii(
            "POST "
                + path
                + " HTTP/1.1\r\nHost: "
                + host
                + "\r\n"
                + content
                + "Content-Length: "
                + body.length()
                + "\r\n"
                + headers
                + "\r\n"
                + body));
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
