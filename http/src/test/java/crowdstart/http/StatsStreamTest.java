package crowdstart.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StatsStreamTest {
  private TestNode node;
  private Client client;

  @BeforeEach
  void start() {
    node = TestNode.start();
    client = new Client(node);
  }

  @AfterEach
  void stop() {
    client.close();
    node.close();
  }

  @Test
  void totalsAreStreamedAsTheyChangeAndNeverGoBack() {
    String campaign = Given.liveCampaign(client, node, 100);
    try (Watching watching = watch(campaign)) {
      await().until(() -> !watching.events.isEmpty());
      assertThat(watching.headers).contains("text/event-stream");
      for (int i = 0; i < 5; i++) {
        Given.placed(client, node, campaign, Given.order("early-bird", 1, i + "@example.org"), "k");
      }

      await().until(() -> watching.newest().path("orders").asInt() == 5);
      List<Long> ids = watching.ids();
      assertThat(ids).isSorted();
      assertThat(watching.newest().path("version").asLong()).isEqualTo(ids.getLast());
      assertThat(watching.newest().path("tiers").path(0).path("remaining").asInt()).isEqualTo(95);
      assertThat(watching.newest().path("ordersLastMinute").asInt()).isEqualTo(5);
      ObjectNode read = (ObjectNode) client.get("/v1/campaigns/" + campaign + "/stats").json();
      assertThat(read.remove("collected").isIntegralNumber()).isTrue();
      read.remove("creator");
      assertThat(read).isEqualTo(watching.newest());
    }
  }

  @Test
  void whoComesBackGetsOnlyWhatIsNewer() {
    String campaign = Given.liveCampaign(client, node, 100);
    long seen = client.get("/v1/campaigns/" + campaign + "/stats").json().path("version").asLong();
    try (Watching watching = watch(campaign, "Last-Event-ID", String.valueOf(seen))) {
      await().until(() -> watching.lines.contains("retry: 2000"));
      assertThat(watching.events).isEmpty();

      Given.placed(client, node, campaign, Given.order("lamp", 1, "a@example.org"), "k");

      await().until(() -> !watching.events.isEmpty());
      assertThat(watching.ids().getFirst()).isGreaterThan(seen);
    }
  }

  @Test
  void noProxyHoldsEventsBack() throws IOException {
    String campaign = Given.liveCampaign(client, node, 100);
    var response = client.open("/v1/campaigns/" + campaign + "/stats/stream");
    try (var _ = response.body()) {
      assertThat(response.headers().firstValue("X-Accel-Buffering")).hasValue("no");
    }
  }

  @Test
  void anIdThatIsNoneOfOursIsAsGoodAsNone() {
    String campaign = Given.liveCampaign(client, node, 100);
    for (String id : List.of("-1; drop table", "999999999999")) {
      try (Watching watching = watch(campaign, "Last-Event-ID", id)) {
        await().until(() -> !watching.events.isEmpty());
      }
    }
  }

  @Test
  void whoDoesNotReadIsNotHeldAgainstTheRest() throws IOException {
    String campaign = Given.liveCampaign(client, node, 100_000);
    try (Socket idle = new Socket(java.net.InetAddress.getLoopbackAddress(), node.port());
        Watching watching = watch(campaign)) {
      idle.getOutputStream()
          .write(
              ("GET /v1/campaigns/" + campaign + "/stats/stream HTTP/1.1\r\nHost: x\r\n\r\n")
                  .getBytes(StandardCharsets.US_ASCII));
      await().until(() -> node.metrics.scrape().contains("crowdstart_watchers 2.0"));
      for (int i = 0; i < 50; i++) {
        Given.placed(client, node, campaign, Given.order("early-bird", 1, i + "@example.org"), "k");
      }
      await().until(() -> watching.newest().path("orders").asInt() == 50);
    }
    // Somebody who only hangs up is noticed when the next heartbeats find nobody there.
    await()
        .atMost(Duration.ofSeconds(40))
        .until(() -> node.metrics.scrape().contains("crowdstart_watchers 0.0"));
  }

  @Test
  void anEndingNodeEndsItsStreams() {
    String campaign = Given.liveCampaign(client, node, 100);
    try (Watching watching = watch(campaign)) {
      await().until(() -> !watching.events.isEmpty());

      node.stop();

      await().until(() -> watching.hasEnded);
      assertThat(watching.lines).contains("retry: 500");
    }
  }

  private Watching watch(String campaign, String... headers) {
    return new Watching(client.open("/v1/campaigns/" + campaign + "/stats/stream", headers));
  }

  /** Reads a stream on a thread of its own. */
  private static final class Watching implements AutoCloseable {
    final List<String> lines = new CopyOnWriteArrayList<>();
    final List<JsonNode> events = new CopyOnWriteArrayList<>();
    final String headers;
    volatile boolean hasEnded;
    private final InputStream body;

    Watching(java.net.http.HttpResponse<InputStream> response) {
      assertThat(response.statusCode()).isEqualTo(200);
      headers = response.headers().map().toString();
      body = response.body();
      Thread.ofVirtual().start(this::read);
    }

    private void read() {
      try (BufferedReader reader =
          new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8))) {
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
          lines.add(line);
          if (line.startsWith("data: ")) {
            events.add(Client.read(line.substring("data: ".length())));
          }
        }
      } catch (IOException _) {
        // Closed by the test.
      }
      hasEnded = true;
    }

    JsonNode newest() {
      return events.getLast();
    }

    List<Long> ids() {
      List<Long> ids = new ArrayList<>();
      for (String line : lines) {
        if (line.startsWith("id: ")) {
          ids.add(Long.parseLong(line.substring("id: ".length())));
        }
      }
      return ids;
    }

    @Override
    public void close() {
      try {
        body.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
