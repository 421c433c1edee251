package crowdstart.loadtest.rolling;

import crowdstart.loadtest.rolling.KeptConnection.Answer;
import crowdstart.loadtest.rolling.KeptConnection.ClosedBetween;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Stands before the nodes as a load balancer does: sends to those that are ready, keeps
 * connections, and sends a request once more, on a new connection, only where the kept one turned
 * out to have been closed before it.
 */
final class Balancer implements AutoCloseable {
  private static final int ATTEMPTS_MAX = 3;

  private final Deque<KeptConnection> idle = new ConcurrentLinkedDeque<>();
  private final AtomicInteger turn = new AtomicInteger();
  private final AtomicInteger sentAgain = new AtomicInteger();
  private volatile List<InetSocketAddress> ready = List.of();

  /** From now on requests go to these. */
  void send(List<InetSocketAddress> nodes) {
    ready = List.copyOf(nodes);
  }

  /** How many requests went out twice since their connection had been closed. */
  int sentAgain() {
    return sentAgain.get();
  }

  /**
   * Passes a request on.
   *
   * @throws IOException when it failed: its client would see a 502
   */
  Answer pass(byte[] request) throws IOException {
    for (int attempt = 1; ; attempt++) {
      // Fresh at the last attempt: then nothing but the node itself can be to blame.
      KeptConnection connection = attempt == ATTEMPTS_MAX ? opened() : anyOrOpened();
      try {
        Answer answer = connection.ask(request);
        if (answer.isReplayed()) {
          throw new IOException("the first attempt had been done, and its answer was lost");
        }
        if (connection.isKept()) {
          idle.push(connection);
        } else {
          connection.close();
        }
        return answer;
      } catch (ClosedBetween e) {
        connection.close();
        sentAgain.incrementAndGet();
        if (attempt == ATTEMPTS_MAX) {
          throw e;
        }
      } catch (IOException e) {
        connection.close();
        throw e;
      }
    }
  }

  private KeptConnection anyOrOpened() throws IOException {
    List<InetSocketAddress> now = ready;
    for (KeptConnection kept = idle.poll(); kept != null; kept = idle.poll()) {
      if (now.contains(kept.node())) {
        return kept;
      }
      kept.close();
    }
    return opened();
  }

  private KeptConnection opened() throws IOException {
    List<InetSocketAddress> now = ready;
    if (now.isEmpty()) {
      throw new IOException("no node is ready");
    }
    return new KeptConnection(now.get(Math.floorMod(turn.getAndIncrement(), now.size())));
  }

  @Override
  public void close() {
    idle.forEach(KeptConnection::close);
  }
}
