package crowdstart.http.connection;

import java.net.InetAddress;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.function.Predicate;

/**
 * What connections may take of a node. Beyond the first two a new connection is refused at once;
 * beyond the others an old one is cut.
 *
 * @param connectionsMax open connections of everybody together
 * @param perAddressMax open connections of one address; of an IPv6 address, of its first 64 bits
 * @param isExempt addresses to which {@code perAddressMax} does not apply
 * @param receiveTimeout from a request's first byte to the last of its body; also from a connection
 *     to its first byte
 * @param takeTimeout how long a peer may take nothing of what is ready for it
 * @param idleTimeout without a byte in either direction
 * @param lingerTimeout how long a peer may take to hang up after we have
 */
public record ConnectionLimits(
    int connectionsMax,
    int perAddressMax,
    Predicate<InetAddress> isExempt,
    Duration receiveTimeout,
    Duration takeTimeout,
    Duration idleTimeout,
    Duration lingerTimeout) {

  /** Nobody who means well is slower, and nobody who does not can hold anything for longer. */
  public static final Duration RECEIVE_TIMEOUT = Duration.ofSeconds(10);

  public static final Duration TAKE_TIMEOUT = Duration.ofSeconds(10);

  /** Above the pauses in which a backer reads, and above the watchers' heartbeat. */
  public static final Duration IDLE_TIMEOUT = Duration.ofSeconds(60);

  /** The answer of a request that was refused is on the way, and the peer may still be sending. */
  public static final Duration LINGER_TIMEOUT = Duration.ofSeconds(2);

  private static final Duration LOOK_PERIOD_MAX = Duration.ofSeconds(1);
  private static final int LOOKS_PER_LIMIT = 10;

  /** What a node has, with no more connections than the operating system allows. */
  public static ConnectionLimits of(
      int connectionsMax, int perAddressMax, Predicate<InetAddress> isExempt) {
    return new ConnectionLimits(
        Math.min(connectionsMax, FileDescriptors.room()),
        perAddressMax,
        isExempt,
        RECEIVE_TIMEOUT,
        TAKE_TIMEOUT,
        IDLE_TIMEOUT,
        LINGER_TIMEOUT);
  }

  /** The time between two looks at all connections; the limits are kept in spite of it. */
  Duration lookPeriod() {
    Duration shortest =
        Collections.min(List.of(receiveTimeout, takeTimeout, idleTimeout, lingerTimeout));
    return Collections.min(List.of(shortest.dividedBy(LOOKS_PER_LIMIT), LOOK_PERIOD_MAX));
  }
}
