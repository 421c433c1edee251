package crowdstart.http.connection;

import java.net.InetAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import org.apache.pekko.Done;
import org.jspecify.annotations.Nullable;

/** All connections of a node: lets them in, looks after them, and ends them. */
final class Connections {
  private final ConnectionLimits limits;
  private final AddressCounts addresses;
  private final AtomicInteger admitted = new AtomicInteger();
  private final ConcurrentHashMap<Guard.Control, Standing> open = new ConcurrentHashMap<>();
  private final Map<Refusal, LongAdder> refused = new EnumMap<>(Refusal.class);
  private final Map<Excess, LongAdder> cut = new EnumMap<>(Excess.class);
  private final CompletableFuture<Done> ended = new CompletableFuture<>();
  private volatile boolean isEnding;

  Connections(ConnectionLimits limits) {
    this.limits = limits;
    this.addresses = new AddressCounts(limits.perAddressMax());
    Arrays.stream(Refusal.values()).forEach(why -> refused.put(why, new LongAdder()));
    Arrays.stream(Excess.values()).forEach(why -> cut.put(why, new LongAdder()));
  }

  /** Takes a connection in, or says why not. Whoever was taken in must {@link #leave}. */
  @Nullable Refusal admit(InetAddress peer) {
    Refusal refusal = room(peer);
    if (refusal != null) {
      count(refused, refusal);
    }
    return refusal;
  }

  private @Nullable Refusal room(InetAddress peer) {
    if (isEnding) {
      return Refusal.ENDING;
    }
    if (admitted.incrementAndGet() > limits.connectionsMax()) {
      admitted.decrementAndGet();
      return Refusal.FULL;
    }
    if (!limits.isExempt().test(peer) && !addresses.add(peer)) {
      admitted.decrementAndGet();
      return Refusal.ADDRESS_FULL;
    }
    return null;
  }

  void leave(InetAddress peer) {
    if (!limits.isExempt().test(peer)) {
      addresses.remove(peer);
    }
    if (admitted.decrementAndGet() == 0 && isEnding) {
      ended.complete(Done.done());
    }
  }

  void opened(Guard.Control connection, Standing standing) {
    open.put(connection, standing);
    if (isEnding) {
      connection.finish();
    }
  }

  void closed(Guard.Control connection) {
    open.remove(connection);
  }

  /**
   * Cuts every connection that has gone too far.
   *
   * @param slack how much sooner than its limit, for the next look comes only then
   */
  void look(Duration slack) {
    long now = System.nanoTime();
    open.forEach((connection, standing) -> {
      Excess excess = standing.excess(now, limits, slack);
      if (excess != null) {
        // It may end by itself at this moment, or take until the next look: then it counts twice.
        count(cut, excess);
        connection.cut(excess);
      }
    });
  }

  /** A connection ends for what its peer has sent. */
  void brokenOff() {
    count(cut, Excess.MALFORMED);
  }

  /** Ends those that no request is under way on, and is done when the others have ended too. */
  CompletionStage<Done> finish() {
    isEnding = true;
    open.keySet().forEach(Guard.Control::finish);
    if (admitted.get() == 0) {
      ended.complete(Done.done());
    }
    return ended;
  }

  /** Ends all of them now. */
  void abort() {
    open.keySet().forEach(connection -> connection.cut(Excess.LINGERING));
  }

  int size() {
    return admitted.get();
  }

  long refused(Refusal why) {
    return total(refused, why);
  }

  long cut(Excess why) {
    return total(cut, why);
  }

  private static <K extends Enum<K>> void count(Map<K, LongAdder> counts, K reason) {
    LongAdder adder = counts.get(reason);
    if (adder != null) {
      adder.increment();
    }
  }

  private static <K extends Enum<K>> long total(Map<K, LongAdder> counts, K reason) {
    LongAdder adder = counts.get(reason);
    return adder == null ? 0 : adder.sum();
  }
}
