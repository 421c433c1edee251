package crowdstart.loadtest.fault;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Passes TCP on to a target, as the weather lets it. While nobody listens there, nobody listens
 * here: who connects is refused, as by the target itself. A pair of virtual threads a connection.
 */
final class FaultProxy implements AutoCloseable {
  private static final int BACKLOG = 1024;
  private static final int LOOK_MILLIS = 100;

  private final InetSocketAddress address;
  private final InetSocketAddress target;
  private final Set<ProxiedConnection> open = ConcurrentHashMap.newKeySet();
  private final AtomicLong seeds;
  private volatile ServerSocket listening;
  private volatile Weather weather = new Weather.Clear();
  private volatile boolean isOver;

  /**
   * Listens at once.
   *
   * @param seed of what the weather leaves to chance
   */
  public FaultProxy(InetSocketAddress address, InetSocketAddress target, long seed) {
    this.target = target;
    seeds = new AtomicLong(seed);
    try {
      listening = listen(address);
    } catch (IOException e) {
      throw new UncheckedIOException("no proxy at " + address, e);
    }
    this.address = (InetSocketAddress) listening.getLocalSocketAddress();
    Thread.ofVirtual().name("proxy-" + address).start(this::acceptAll);
  }

  private static ServerSocket listen(InetSocketAddress address) throws IOException {
    ServerSocket socket = new ServerSocket();
    socket.setReuseAddress(true);
    socket.bind(address, BACKLOG);
    return socket;
  }

  public InetSocketAddress address() {
    return address;
  }

  /** How it is from now on, also for connections that are open. */
  public void become(Weather next) {
    Weather before = weather;
    weather = next;
    // Who held a state that is gone is told so by the first to know: the same as after a reboot.
    boolean isStateLost =
        before instanceof Weather.HalfOpen || before instanceof Weather.AnswersLost;
    if (next instanceof Weather.Reset || isStateLost) {
      open.forEach(ProxiedConnection::reset);
    }
  }

  Weather weather() {
    return weather;
  }

  private void acceptAll() {
    while (!isOver) {
      try {
        Socket client = listening.accept();
        Thread.ofVirtual().name("proxied").start(() -> pass(client));
      } catch (IOException closed) {
        listenAgain();
      }
    }
  }

  /** Waits until the target listens again. */
  private void listenAgain() {
    try {
      do {
        Thread.sleep(LOOK_MILLIS);
      } while (!isOver && !targetListens());
      if (!isOver) {
        listening = listen(address);
      }
    } catch (IOException addressStillTaken) {
      // The socket is still the closed one, so that its accept fails at once and leads here again.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      isOver = true;
    }
  }

  private boolean targetListens() {
    try (Socket trial = new Socket()) {
      trial.connect(target, LOOK_MILLIS);
      return true;
    } catch (IOException notYet) {
      return false;
    }
  }

  private void pass(Socket client) {
    ProxiedConnection connection = new ProxiedConnection(client, this::weather, seeds.addAndGet(2));
    open.add(connection);
    try {
      if (weather instanceof Weather.Reset) {
        connection.reset();
      } else if (!connection.run(target)) {
        closeListening();
      }
    } finally {
      open.remove(connection);
    }
  }

  private void closeListening() {
    try {
      listening.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    isOver = true;
    closeListening();
    open.forEach(ProxiedConnection::reset);
  }
}
