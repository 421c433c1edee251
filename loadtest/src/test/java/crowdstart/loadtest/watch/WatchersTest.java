package crowdstart.loadtest.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import crowdstart.loadtest.client.Connection;
import crowdstart.loadtest.client.ScriptedServer;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class WatchersTest {
  private static final int WATCHERS = 20;

  private final Acknowledged acknowledged = new Acknowledged(10);

  @Test
  void aGoodStreamHasNothingWrongWithIt() throws Exception {
    WatchResult result = watch(WATCHERS * 2, event(1, 0) + event(2, 1));
    assertThat(result.events()).isEqualTo(WATCHERS * 2L);
    assertThat(result.ordersAtTheLast()).isEqualTo(1);
    assertThat(result.lag().count()).isEqualTo(WATCHERS);
    assertThat(result.wrong(1)).isEmpty();
  }

  @Test
  void aStreamThatGoesBackIsCaught() throws Exception {
    WatchResult result = watch(WATCHERS * 3, event(1, 0) + event(2, 1) + event(1, 0));
    assertThat(result.idsGoneBack()).isEqualTo(WATCHERS);
    assertThat(result.wrong(1)).singleElement().asString().contains("went back");
  }

  @Test
  void anEventThatComesTwiceIsCaught() throws Exception {
    WatchResult result = watch(WATCHERS * 2, event(2, 1) + event(2, 1));
    assertThat(result.cameTwice()).isEqualTo(WATCHERS);
    assertThat(result.wrong(1)).singleElement().asString().contains("came twice");
  }

  @Test
  void aTotalThatMissesOrdersIsCaught() throws Exception {
    WatchResult result = watch(WATCHERS, event(1, 0));
    assertThat(result.wrong(1)).singleElement().asString().contains("0 orders of 1");
  }

  @Test
  void aBrokenStreamIsAskedForAgainFromItsLastId() throws Exception {
    Queue<String> asked = new ConcurrentLinkedQueue<>();
    ScriptedServer.Script script =
        (number, request, out) -> {
          asked.add(request);
          write(out, event(number == 0 ? 1 : 2, 1));
          if (number == 0) {
            throw new IOException("broken on purpose");
          }
        };
    WatchResult result = watch(1, 2, script);
    assertThat(asked).hasSize(2).allMatch(line -> line.contains("/v1/campaigns/c/stats/stream"));
    assertThat(result.streamsLost()).isEqualTo(1);
    assertThat(result.wrong(1)).isEmpty();
  }

  private WatchResult watch(int events, String stream) throws Exception {
    return watch(WATCHERS, events, (_, _, out) -> write(out, stream));
  }

  private WatchResult watch(int count, int events, ScriptedServer.Script script) throws Exception {
    acknowledged.order(System.nanoTime());
    try (ScriptedServer server = new ScriptedServer(script)) {
      Watchers watchers =
          new Watchers(
              IntStream.range(0, count)
                  .mapToObj(_ -> new Connection.Route(0, server.address(), null))
                  .toList(),
              List.of("scripted"),
              "c",
              acknowledged);
      Thread thread = Thread.ofPlatform().start(watchers);
      await().until(() -> watchers.watching() == count && watchers.events() >= events);
      watchers.stop();
      thread.join();
      return watchers.result();
    }
  }

  private static void write(OutputStream out, String events) throws IOException {
    String head = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
    String chunk = "%x\r\n%s\r\n".formatted(events.length(), events);
    out.write((head + chunk).getBytes(StandardCharsets.US_ASCII));
    out.flush();
  }

  private static String event(int id, int orders) {
    return "event: stats\nid: %d\ndata: {\"orders\":%d}\n\n".formatted(id, orders);
  }
}
