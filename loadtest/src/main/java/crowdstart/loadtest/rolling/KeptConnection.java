package crowdstart.loadtest.rolling;

import crowdstart.loadtest.client.BadResponse;
import crowdstart.loadtest.client.ResponseParser;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;

/** A keep-alive connection of the balancer to a node. Not for use by two threads at once. */
final class KeptConnection implements AutoCloseable {
  private static final int CONNECT_MILLIS_MAX = 2_000;
  private static final int ANSWER_MILLIS_MAX = 10_000;
  private static final int PIECE_BYTES = 8 * 1024;

  /**
   * What came back.
   *
   * @param isReplayed whether the node says that it had answered this request before
   */
  record Answer(int status, boolean isReplayed) {}

  /**
   * It was closed between two requests: nothing was answered, on a connection that had been used.
   */
  static final class ClosedBetween extends IOException {
    private static final long serialVersionUID = 1L;

    ClosedBetween(Throwable cause) {
      super("closed between two requests", cause);
    }
  }

  private final InetSocketAddress node;
  private final Socket socket = new Socket();
  private final ResponseParser parser = new ResponseParser();
  private final byte[] piece = new byte[PIECE_BYTES];
  private boolean isUsed;

  KeptConnection(InetSocketAddress node) throws IOException {
    this.node = node;
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(ANSWER_MILLIS_MAX);
    socket.connect(node, CONNECT_MILLIS_MAX);
  }

  InetSocketAddress node() {
    return node;
  }

  Answer ask(byte[] request) throws IOException {
    boolean wasUsed = isUsed;
    isUsed = true;
    parser.expectResponse((_, _, _) -> {});
    boolean isAnything = false;
    try {
      socket.getOutputStream().write(request);
      while (!parser.complete()) {
        int length = socket.getInputStream().read(piece);
        if (length < 0) {
          throw new IOException("closed before the answer was whole");
        }
        isAnything = true;
        parser.parse(piece, 0, length);
      }
    } catch (BadResponse e) {
      throw new IOException(e);
    } catch (SocketTimeoutException e) {
      throw e;
    } catch (IOException e) {
      throw wasUsed && !isAnything ? new ClosedBetween(e) : e;
    }
    return new Answer(parser.status(), parser.replayed());
  }

  /** Whether another request may follow. */
  boolean isKept() {
    return parser.keepAlive() && !socket.isClosed();
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      // It is closed all the same.
    }
  }
}
