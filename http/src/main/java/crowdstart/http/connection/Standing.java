package crowdstart.http.connection;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Where one connection stands. Its own stream marks it, and whoever looks after all of them reads
 * it: nothing here is done for each byte, and no connection has a timer. All times are of {@link
 * System#nanoTime}.
 */
final class Standing {
  private static final long NEVER = Long.MIN_VALUE;

  private volatile boolean hasSpoken;
  private volatile boolean isWorking;
  private volatile long activeSince;
  private volatile long receivingSince = NEVER;
  private volatile long offeredSince = NEVER;
  private volatile long hungUpSince = NEVER;

  Standing(long now) {
    activeSince = now;
  }

  /** Bytes have come. What comes while a request is worked on belongs to one that can wait. */
  void heard(long now) {
    hasSpoken = true;
    activeSince = now;
    if (!isWorking && receivingSince == NEVER) {
      receivingSince = now;
    }
  }

  /** A request's head is there; its answer is being made. */
  void working() {
    isWorking = true;
  }

  /** The request's body is there too, or nobody wants it. */
  void received() {
    receivingSince = NEVER;
  }

  void answered() {
    isWorking = false;
    receivingSince = NEVER;
  }

  /** Bytes are ready for the peer. */
  void offered(long now) {
    offeredSince = now;
  }

  /** The peer has room for more. */
  void taken(long now) {
    offeredSince = NEVER;
    activeSince = now;
  }

  /** All was sent, and nothing will follow. */
  void hungUp(long now) {
    hungUpSince = now;
  }

  /** Whether some of a request is still to come; nothing of its answer has been made then. */
  boolean isReceiving() {
    return receivingSince != NEVER;
  }

  /** Whether nobody would miss an answer if the connection ended. */
  boolean isBetweenRequests() {
    return !isWorking && receivingSince == NEVER;
  }

  /**
   * What the connection does for too long.
   *
   * @param slack how much sooner than the limits, since nobody looks all the time
   */
  @Nullable Excess excess(long now, ConnectionLimits limits, Duration slack) {
    if (isOver(hungUpSince, now, limits.lingerTimeout(), slack)) {
      return Excess.LINGERING;
    }
    if (isOver(offeredSince, now, limits.takeTimeout(), slack)) {
      return Excess.STALLED;
    }
    if (!hasSpoken) {
      return isOver(activeSince, now, limits.receiveTimeout(), slack) ? Excess.SILENT : null;
    }
    if (isOver(receivingSince, now, limits.receiveTimeout(), slack)) {
      return Excess.SLOW_REQUEST;
    }
    return isOver(activeSince, now, limits.idleTimeout(), slack) ? Excess.IDLE : null;
  }

  private static boolean isOver(long since, long now, Duration limit, Duration slack) {
    return since != NEVER && now - since > limit.minus(slack).toNanos();
  }
}
