package crowdstart.loadtest.hostile;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** One hostile client: connects, does its deed until it is thrown out, and connects again. */
final class HostileClient {
  private final HostileKind kind;
  private final InetSocketAddress server;
  private final @Nullable InetSocketAddress source;
  private final byte[] opening;
  private final byte[] trickle;
  private final long pauseNanos;
  private final Map<String, HostileClient> byEnd;
  private @Nullable SocketChannel channel;
  private String end = "";
  private long sinceNanos = System.nanoTime();
  private long nextNanos;

  /**
   * @param source where it connects from; null leaves it to the system
   * @param pause see {@link HostileRun.Plan}
   * @param byEnd which client was the last to have a near end
   */
  HostileClient(
      HostileKind kind,
      InetSocketAddress server,
      @Nullable InetSocketAddress source,
      String campaign,
      Duration pause,
      Map<String, HostileClient> byEnd) {
    this.kind = kind;
    this.server = server;
    this.source = source;
    this.opening = kind.opening(campaign);
    this.trickle = kind.trickle();
    this.byEnd = byEnd;
    this.pauseNanos = pause.toNanos();
    this.nextNanos = sinceNanos + ThreadLocalRandom.current().nextLong(pauseNanos);
  }

  HostileKind kind() {
    return kind;
  }

  /** Notes for how long it held its connection, if that has ended. */
  void look(Set<String> established, HeldTimes held) {
    if (channel != null && !established.contains(end)) {
      ended(held);
    }
  }

  /** Goes on with its deed. */
  void step(HeldTimes held) {
    SocketChannel open = channel;
    if (open != null) {
      say(open, trickle);
    } else if (System.nanoTime() - nextNanos >= 0) {
      connect(held);
    }
  }

  private void ended(HeldTimes held) {
    held.ended(kind, held());
    hangUp();
  }

  /** How long it has held the connection that it has; zero without one. */
  Duration held() {
    return channel == null ? Duration.ZERO : Duration.ofNanos(System.nanoTime() - sinceNanos);
  }

  private void connect(HeldTimes held) {
    try {
      SocketChannel opened = SocketChannel.open();
      channel = opened;
      if (kind.receiveBuffer() > 0) {
        opened.setOption(StandardSocketOptions.SO_RCVBUF, kind.receiveBuffer());
      }
      if (source != null) {
        opened.bind(source);
      }
      opened.connect(server);
      opened.configureBlocking(false);
      sinceNanos = System.nanoTime();
      end = SocketTable.end((InetSocketAddress) opened.getLocalAddress());
      held.opened(kind);
      HostileClient before = byEnd.put(end, this);
      if (before != null && before != this && before.channel != null && before.end.equals(end)) {
        // It was reset, which sets its port free at once.
        before.ended(held);
      }
      say(opened, opening);
    } catch (IOException refused) {
      held.refused(kind);
      hangUp();
    }
  }

  /** What the socket does not take is not said: no deed depends on all of it. */
  private static void say(SocketChannel channel, byte[] bytes) {
    try {
      channel.write(ByteBuffer.wrap(bytes));
    } catch (IOException hungUp) {
      // The kernel's table tells, the next time that it is read.
      return;
    }
  }

  void hangUp() {
    nextNanos =
        System.nanoTime() + pauseNanos / 2 + ThreadLocalRandom.current().nextLong(pauseNanos);
    SocketChannel open = channel;
    channel = null;
    try {
      if (open != null) {
        open.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
