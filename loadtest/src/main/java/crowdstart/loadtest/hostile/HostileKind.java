package crowdstart.loadtest.hostile;

import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** What a hostile client does once it is connected. */
enum HostileKind {
  SILENT("connects and says nothing"),
  SLOW_HEAD("sends a header a byte at a time"),
  SLOW_BODY("sends a body a byte at a time"),
  SLOW_CHUNKS("sends a body of chunks of a byte each"),
  STOPPED_READER("asks for much and reads none of it"),
  STOPPED_WATCHER("watches a stream and reads none of it"),
  OVERSIZED_BODY("announces a gigabyte and begins to send it"),
  HEADER_FLOOD("sends headers without end"),
  MALFORMED("sends what is no request"),
  FLOOD("takes as many connections as it can get, and says nothing");

  /** What the node promises, and what it takes this program to notice. */
  private static final Duration HELD_MAX = Duration.ofSeconds(11);

  /**
   * Events are small, and the systems on both sides take many before it shows that nobody reads
   * them: until then nothing tells this watcher from any other.
   */
  private static final Duration WATCHER_HELD_MAX = Duration.ofSeconds(45);

  private static final int RECEIVE_BUFFER_SMALL = 1_024;
  private static final int PIPELINED = 16;
  private static final int MUCH = 32 * 1024;

  private final String deed;

  HostileKind(String deed) {
    this.deed = deed;
  }

  String deed() {
    return deed;
  }

  /** For how long it may hold a connection. */
  Duration heldMax() {
    return this == STOPPED_WATCHER ? WATCHER_HELD_MAX : HELD_MAX;
  }

  /** What its socket takes unread, in bytes; 0 leaves it to the system. */
  int receiveBuffer() {
    return switch (this) {
      case STOPPED_READER, STOPPED_WATCHER -> RECEIVE_BUFFER_SMALL;
      case SILENT,
          SLOW_HEAD,
          SLOW_BODY,
          SLOW_CHUNKS,
          OVERSIZED_BODY,
          HEADER_FLOOD,
          MALFORMED,
          FLOOD ->
          0;
    };
  }

  /** What it says at once. */
  byte[] opening(String campaign) {
    return switch (this) {
      case SILENT, FLOOD -> bytes("");
      case SLOW_HEAD -> bytes(get("/v1/campaigns") + "X-Slow: ");
      case SLOW_BODY -> bytes(post(campaign) + "Content-Length: 5000\r\n\r\n");
      case SLOW_CHUNKS -> bytes(post(campaign) + "Transfer-Encoding: chunked\r\n\r\n");
      case STOPPED_READER -> bytes((get("/openapi.yaml") + "\r\n").repeat(PIPELINED));
      case STOPPED_WATCHER -> bytes(get("/v1/campaigns/" + campaign + "/stats/stream") + "\r\n");
      case OVERSIZED_BODY -> bytes(post(campaign) + "Content-Length: 1000000000\r\n\r\n");
      case HEADER_FLOOD -> bytes(get("/v1/campaigns"));
      case MALFORMED -> bytes("\u0016\u0003\u0001 nonsense\r\n\r\n");
    };
  }

  /** What it says again and again after that. */
  byte[] trickle() {
    return switch (this) {
      case SLOW_HEAD -> bytes("x");
      case SLOW_BODY -> bytes(" ");
      case SLOW_CHUNKS -> bytes("1\r\n \r\n");
      case OVERSIZED_BODY -> bytes("x".repeat(MUCH));
      case HEADER_FLOOD -> bytes("X-Flood: y\r\n".repeat(MUCH / 12));
      case SILENT, FLOOD, STOPPED_READER, STOPPED_WATCHER, MALFORMED -> bytes("");
    };
  }

  private static String get(String path) {
    return "GET " + path + " HTTP/1.1\r\nHost: x\r\n";
  }

  private static String post(String campaign) {
    return "POST /v1/campaigns/"
        + campaign
        + "/orders HTTP/1.1\r\nHost: x\r\nIdempotency-Key: hostile\r\n"
        + "Content-Type: application/json\r\n";
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }
}
