package crowdstart.loadtest.hostile;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One hostile client: connects, does its deed until it is thrown out, and connects again. */
final class HostileClient {
  /** Before it tries again where it was not let in: how fast one can knock is another question. */
  private static final long PAUSE_NANOS = 2_000_000_000;

  private final HostileKind kind;
  private final InetSocketAddress server;
  private final @Nullable InetSocketAddress source;
  private final byte[] opening;
  private final byte[] trickle;
  private @Nullable SocketChannel channel;
  private int port;
  private long sinceNanos = System.nanoTime() - PAUSE_NANOS;

  /**
   * @param source where it connects from; null leaves it to the system
   */
  HostileClient(
      HostileKind kind,
      InetSocketAddress server,
      @Nullable InetSocketAddress source,
      String campaign) {
    this.kind = kind;
    this.server = server;
    this.source = source;
    this.opening = kind.opening(campaign);
    this.trickle = kind.trickle();
  }

  HostileKind kind() {
    return kind;
  }

  /** Goes on with its deed, or notes for how long it held its connection. */
  void step(Set<Integer> established, HeldTimes held) {
    SocketChannel open = channel;
    if (open == null) {
      if (System.nanoTime() - sinceNanos >= PAUSE_NANOS) {
        connect(held);
      }
    } else if (established.contains(port)) {
      say(open, trickle);
    } else {
      held.ended(kind, Duration.ofNanos(System.nanoTime() - sinceNanos));
      hangUp();
    }
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
      port = ((InetSocketAddress) opened.getLocalAddress()).getPort();
      held.opened(kind);
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
