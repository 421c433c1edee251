package crowdstart.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import crowdstart.http.connection.ConnectionLimits;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Clients that mean harm hold nothing for long, and what they held is free again. */
class HostileClientTest {
  private static final int PER_ADDRESS_MAX = 5;
  private static final Duration SHORT = Duration.ofMillis(500);
  private static final Duration LONG = Duration.ofMinutes(1);
  private static final String GET = "GET /v1/campaigns HTTP/1.1\r\nHost: x\r\n";
  private static final String POST = "POST /v1/campaigns HTTP/1.1\r\nHost: x\r\n";

  private TestNode node;
  private Client client;

  @BeforeEach
  void start() {
    open(new ConnectionLimits(100, 100, _ -> false, SHORT, SHORT, LONG, SHORT));
  }

  private void open(ConnectionLimits limits) {
    node = TestNode.limited(limits);
    client = new Client(node);
  }

  private void reopen(ConnectionLimits limits) {
    stop();
    open(limits);
  }

  @AfterEach
  void stop() {
    client.close();
    node.close();
  }

  @Test
  void whoSaysNothingIsHungUpOn() {
    try (Peer peer = new Peer(node)) {
      assertThat(peer.awaitEnd()).isEmpty();
    }
    awaitCut("silent");
  }

  @Test
  void aHeadThatDoesNotEndIsNotWaitedFor() {
    try (Peer peer = new Peer(node)) {
      peer.send(GET);
      assertThat(peer.awaitEnd()).startsWith("HTTP/1.1 408 ").contains("application/problem+json");
    }
    awaitCut("slow-request");
  }

  @Test
  void aHeadThatTricklesIsNotWaitedFor() {
    try (Peer peer = new Peer(node)) {
      peer.send(GET + "X-Slow: ");
      assertThat(peer.trickleToTheEnd("x")).startsWith("HTTP/1.1 408 ");
    }
    awaitCut("slow-request");
  }

  @Test
  void theSecondRequestIsNotWaitedForEither() {
    try (Peer peer = new Peer(node)) {
      peer.send(GET + "\r\n");
      peer.awaitText("HTTP/1.1 200 ");
      peer.send(GET);
      assertThat(peer.awaitEnd()).contains("HTTP/1.1 408 ");
    }
    awaitCut("slow-request");
  }

  @Test
  void aBodyThatTricklesIsNotWaitedFor() {
    for (String length : List.of("Content-Length: 5000", "Transfer-Encoding: chunked")) {
      try (Peer peer = new Peer(node)) {
        peer.send(
            "POST /v1/campaigns HTTP/1.1\r\nHost: x\r\nIdempotency-Key: k\r\n"
                + "Content-Type: application/json\r\n"
                + length
                + "\r\n\r\n");
        assertThat(peer.trickleToTheEnd("1\r\n{\r\n")).startsWith("HTTP/1.1 408 ");
      }
    }
    awaitCut("slow-request");
  }

  /** Pekko would log the path of what is answered before, with an order's id in it. */
  @Test
  void nobodyIsServedBeforeTheBodyHasCome() {
    String draft = Given.draft(client, node, 10);
    for (String line :
        List.of("GET /v1/campaigns/" + draft, "POST /v1/campaigns/" + draft + "/launch")) {
      try (Peer peer = new Peer(node)) {
        peer.send(line + " HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab");
        assertThat(peer.awaitEnd())
            .startsWith("HTTP/1.1 408 ")
            .contains("\"type\":\"request-timeout\"");
      }
    }
    assertThat(client.get("/v1/campaigns/" + draft).json().path("state").asText())
        .isEqualTo("draft");
  }

  @Test
  void aBodyThatNobodyWantedIsNotWaitedFor() {
    try (Peer peer = new Peer(node)) {
      peer.send("PUT /nowhere HTTP/1.1\r\nHost: x\r\nContent-Length: 5000\r\n\r\n");
      assertThat(peer.trickleToTheEnd("{")).startsWith("HTTP/1.1 404 ");
    }
    awaitNobody();
  }

  @Test
  void noByteSwallowsTheHeaderBehindIt() {
    String hidden = GET + "\r\n";
    for (String trick :
        List.of(
            "X: a\u00e9\r\nContent-Length: " + hidden.length(),
            "X: a\u00f0\r\nTransfer-Encoding: chunked",
            "Transfer-Encoding: \"chunked\"\r\nContent-Length: " + hidden.length(),
            "Transfer-Encoding: ,chunked\r\nContent-Length: " + hidden.length(),
            "X: a\r\n Content-Length: 5\r\nContent-Length: " + hidden.length())) {
      String request = POST + trick + "\r\n\r\n" + hidden;
      assertRefused(asked(request), 1);
      try (Peer peer = new Peer(node)) {
        request.chars().forEach(c -> peer.send(Character.toString(c)));
        assertRefused(peer.awaitEnd(), 1);
      }
    }
    awaitCut("malformed");
  }

  @Test
  void whatCameBeforeIsAnsweredBefore() {
    String json = "Content-Type: application/json\r\n";
    String chunked = POST + json + "Transfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n";
    String answers = asked(GET + "\r\n" + GET + "\r\n" + GET + "X: a\u00e9\r\nY: b\r\n\r\n");
    assertThat(answers).startsWith("HTTP/1.1 200 ");
    assertRefused(answers, 3);
    assertRefused(asked(GET + "\r\n" + chunked.replace("0\r\n\r\n", "0\r\nX: a\u00e9\r\n\r\n")), 2);
  }

  @Test
  void nothingIsChunkedInTheFirstVersion() {
    for (String method : List.of("GET", "POST", "HEAD")) {
      String answer =
          asked(
              method
                  + " /v1/campaigns HTTP/1.0\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n"
                  + "0\r\n\r\n");
      assertThat(answer).startsWith("HTTP/1.1 400 ");
    }
  }

  private String asked(String request) {
    try (Peer peer = new Peer(node)) {
      peer.send(request);
      return peer.awaitEnd();
    }
  }

  /** The last of so many answers refuses, and ends the connection. */
  private static void assertRefused(String answers, int count) {
    assertThat(answers.split("HTTP/1\\.1 ", -1)).as(answers).hasSize(count + 1);
    assertThat(answers.substring(answers.lastIndexOf("HTTP/1.1 ")))
        .startsWith("HTTP/1.1 400 ")
        .contains("Connection: close", "application/problem+json", "\"malformed\"");
  }

  @Test
  void whoTakesNothingOfAStreamIsCut() {
    String campaign = Given.liveCampaign(client, node, 1_000);
    try (Peer watcher = new Peer(node, 1_024)) {
      watcher.send("GET /v1/campaigns/" + campaign + "/stats/stream HTTP/1.1\r\nHost: x\r\n\r\n");
      await().until(() -> metric("crowdstart_watchers 1.0"));
      // The systems on both sides take some events before it shows that nobody reads them.
      int[] backer = {0};
      await()
          .atMost(Duration.ofSeconds(60))
          .until(() -> {
            String name = backer[0]++ + "@example.org";
            Given.placed(client, node, campaign, Given.order("lamp", 1, name), "k");
            return isCut("stalled");
          });
      await().until(() -> metric("crowdstart_watchers 0.0"));
    }
  }

  @Test
  void whoTakesNothingOfALargeAnswerIsCut() {
    try (Peer peer = new Peer(node, 1_024)) {
      fill(peer);
      awaitCut("stalled");
    }
    awaitNobody();
  }

  /** One answer after the other, none of them read. */
  private void fill(Peer peer) {
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() ->
            !peer.send("GET /openapi.yaml HTTP/1.1\r\nHost: x\r\n\r\n".repeat(10))
                || isCut("stalled"));
  }

  @Test
  void whoHangsUpHalfAndTakesNothingIsCutToo() {
    try (Peer peer = new Peer(node, 1_024)) {
      peer.send("GET /openapi.yaml HTTP/1.1\r\nHost: x\r\n\r\n".repeat(200));
      peer.sendsNoMore();
      awaitCut("stalled");
    }
    awaitNobody();
  }

  @Test
  void idleConnectionsStayForTheirTimeAndGoThen() {
    reopen(new ConnectionLimits(100, 100, _ -> false, SHORT, SHORT, Duration.ofSeconds(2), SHORT));
    try (Peer peer = new Peer(node)) {
      peer.send(GET + "\r\n");
      peer.awaitText("HTTP/1.1 200 ");
      await().pollDelay(SHORT.multipliedBy(2)).until(() -> !peer.hasEnded());
      peer.awaitEnd();
    }
    awaitCut("idle");
  }

  @Test
  void anAddressHasOnlySoManyConnections() {
    reopen(new ConnectionLimits(100, PER_ADDRESS_MAX, _ -> false, SHORT, SHORT, LONG, SHORT));
    client.close();
    List<Peer> peers = crowd(PER_ADDRESS_MAX);
    try (Peer refused = new Peer(node)) {
      assertThat(refused.awaitEnd())
          .satisfiesAnyOf(
              answer -> assertThat(answer).startsWith("HTTP/1.1 429 ").contains("Retry-After: "),
              answer -> assertThat(answer).isEmpty());
      assertThat(metric("refused_total{reason=\"address-full\"} 1.0")).isTrue();
    }
    peers.forEach(Peer::close);
    awaitNobody();
    try (Peer next = new Peer(node)) {
      next.send(GET + "\r\n");
      next.awaitText("HTTP/1.1 200 ");
    }
  }

  @Test
  void aNodeHasOnlySoManyConnectionsAndExemptionsDoNotChangeThat() {
    reopen(new ConnectionLimits(PER_ADDRESS_MAX, 1, _ -> true, SHORT, SHORT, LONG, SHORT));
    client.close();
    List<Peer> peers = crowd(PER_ADDRESS_MAX);
    try (Peer refused = new Peer(node)) {
      refused.awaitEnd();
      assertThat(metric("refused_total{reason=\"full\"} 1.0")).isTrue();
    }
    peers.forEach(Peer::close);
    awaitNobody();
  }

  private List<Peer> crowd(int count) {
    List<Peer> peers = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Peer peer = new Peer(node);
      peer.send(GET + "\r\n");
      peer.awaitText("HTTP/1.1 200 ");
      peers.add(peer);
    }
    return peers;
  }

  private void awaitCut(String reason) {
    await().atMost(Duration.ofSeconds(30)).until(() -> isCut(reason));
  }

  private boolean isCut(String reason) {
    String line = "crowdstart_connections_cut_total{reason=\"" + reason + "\"} ";
    return metric(line) && !metric(line + "0.0");
  }

  private void awaitNobody() {
    client.close();
    await().atMost(Duration.ofSeconds(30)).until(() -> metric("crowdstart_connections 0.0"));
  }

  private boolean metric(String line) {
    return node.metrics.scrape().contains(line);
  }
}
