package crowdstart.loadtest.watch;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import crowdstart.loadtest.client.BadResponse;
import crowdstart.loadtest.client.Connection;
import crowdstart.loadtest.client.SocketLoop;
import crowdstart.loadtest.measure.Books;
import crowdstart.loadtest.measure.Latency;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.Histogram;

/**
 * Watches one campaign over many connections. All methods but {@link #stop}, {@link #watching} and
 * {@link #events} belong to the thread that runs it.
 */
public final class Watchers implements Connection.Handler, Runnable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long RECONNECT_AFTER_NANOS = 200_000_000;
  private static final long TURN_MILLIS = 20;

  private final List<Connection.Route> routes;
  private final List<String> hosts;
  private final String campaign;
  private final Acknowledged acknowledged;
  private final SocketLoop loop = new SocketLoop();
  private final Map<Connection, Watcher> watchers = new HashMap<>();
  private final Map<Connection, Long> lost = new HashMap<>();
  private final Map<Long, Long> ordersByVersion = new HashMap<>();
  private final Histogram lag = new Histogram(Books.LATENCY_MICROS_MAX, 3);
  private final LongAdder events = new LongAdder();
  private long streamsLost;
  private long streamsRefused;
  private final AtomicInteger watching = new AtomicInteger();
  private volatile boolean stopped;

  /** {@code hosts} are the servers' authorities, in the order that the routes number them. */
  public Watchers(
      List<Connection.Route> routes,
      List<String> hosts,
      String campaign,
      Acknowledged acknowledged) {
    this.routes = List.copyOf(routes);
    this.hosts = List.copyOf(hosts);
    this.campaign = campaign;
    this.acknowledged = acknowledged;
  }

  private final class Watcher {
    private final StreamCheck check = new StreamCheck();
    private final EventParser parser = new EventParser(this::event);
    private boolean watching;

    private void event(String id, EventParser.Data data) {
      long now = System.nanoTime();
      long version = version(id);
      check.event(version, data.hash(), now);
      events.increment();
      long since =
          acknowledged.since(ordersByVersion.computeIfAbsent(version, _ -> orders(data.text())));
      if (since > 0) {
        lag.recordValue(Math.clamp((now - since) / 1_000, 0, Books.LATENCY_MICROS_MAX));
      }
    }
  }

  /** How many streams have begun and stand. Any thread. */
  public int watching() {
    return watching.get();
  }

  /** How many events came in, over all streams. Any thread. */
  public long events() {
    return events.sum();
  }

  /** Ends {@link #run} soon. Any thread. */
  public void stop() {
    stopped = true;
  }

  @Override
  public void run() {
    for (Connection.Route route : routes) {
      watchers.put(loop.open(route, this), new Watcher());
    }
    while (!stopped) {
      loop.turn(TURN_MILLIS);
      reconnect();
    }
    loop.close();
  }

  /** What was seen, once {@link #run} has returned. */
  public WatchResult result() {
    long now = System.nanoTime();
    long newest = watchers.values().stream().mapToLong(w -> w.check.lastId()).max().orElse(-1);
    return new WatchResult(
        watchers.size(),
        events(),
        watchers.values().stream().mapToInt(w -> w.check.mostInOneSecond()).max().orElse(0),
        watchers.values().stream().filter(w -> w.check.tooFast(now)).count(),
        watchers.values().stream().mapToLong(w -> w.check.idsGoneBack()).sum(),
        watchers.values().stream().mapToLong(w -> w.check.cameTwice()).sum(),
        watchers.values().stream().mapToLong(w -> w.check.sameIdAnew()).sum(),
        streamsLost,
        streamsRefused,
        watchers.values().stream().filter(w -> w.check.lastId() == newest).count(),
        ordersByVersion.getOrDefault(newest, 0L),
        Latency.of(lag));
  }

  @Override
  public void connected(Connection connection) {
    Watcher watcher = watcher(connection);
    watcher.parser.reset();
    connection.parser().expectResponse(watcher.parser);
    long lastId = watcher.check.lastId();
    String resume = lastId < 0 ? "" : "Last-Event-ID: " + lastId + "\r\n";
    String request =
        "GET /v1/campaigns/%s/stats/stream HTTP/1.1\r\nHost: %s\r\nAccept: text/event-stream\r\n%s\r\n"
            .formatted(campaign, hosts.get(connection.route().server()), resume);
    loop.send(connection, ByteBuffer.wrap(request.getBytes(StandardCharsets.US_ASCII)));
  }

  @Override
  public void received(Connection connection, byte[] bytes, int length) {
    Watcher watcher = watcher(connection);
    try {
      connection.parser().parse(bytes, 0, length);
      boolean refused = connection.parser().headComplete() && connection.parser().status() != 200;
      if (refused) {
        streamsRefused++;
      }
      if (refused || connection.parser().complete()) {
        throw new BadResponse("the stream ended");
      }
      if (!watcher.watching && connection.parser().headComplete()) {
        watcher.watching = true;
        watching.incrementAndGet();
      }
    } catch (BadResponse e) {
      loop.release(connection);
      lost(connection);
    }
  }

  @Override
  public void lost(Connection connection) {
    Watcher watcher = watcher(connection);
    streamsLost++;
    if (watcher.watching) {
      watcher.watching = false;
      watching.decrementAndGet();
    }
    lost.put(connection, System.nanoTime());
  }

  private Watcher watcher(Connection connection) {
    Watcher watcher = watchers.get(connection);
    if (watcher == null) {
      throw new IllegalStateException("not a watcher's connection");
    }
    return watcher;
  }

  private void reconnect() {
    long now = System.nanoTime();
    lost.entrySet()
        .removeIf(entry -> {
          boolean due = now - entry.getValue() >= RECONNECT_AFTER_NANOS;
          if (due) {
            loop.reopen(entry.getKey());
          }
          return due;
        });
  }

  private static long version(String id) {
    try {
      return Long.parseLong(id);
    } catch (NumberFormatException e) {
      return -1;
    }
  }

  private static long orders(String stats) {
    try {
      return JSON.readTree(stats).path("orders").asLong(-1);
    } catch (JsonProcessingException e) {
      throw new BadResponse("the totals are not JSON");
    }
  }
}
