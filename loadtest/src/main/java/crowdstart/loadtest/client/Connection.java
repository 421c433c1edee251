package crowdstart.loadtest.client;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;

/** One connection of a {@link SocketLoop}; survives reconnects. Belongs to the loop's thread. */
public final class Connection {
  /**
   * Where a connection goes; {@code source} is the local address it comes from, null leaves it to
   * the system.
   */
  public record Route(int server, InetSocketAddress address, @Nullable InetSocketAddress source) {}

  /** Told what happens on a connection, always on the loop's thread. */
  public interface Handler {
    void connected(Connection connection);

    void received(Connection connection, byte[] bytes, int length);

    /** The connection is gone, or could not be made. It stays so until it is opened again. */
    void lost(Connection connection);
  }

  private final Route route;
  private final Handler handler;
  private final ResponseParser parser = new ResponseParser();
  private final Body body = new Body(parser);
  @Nullable SocketChannel channel;
  @Nullable SelectionKey key;
  @Nullable ByteBuffer unsent;

  // The request in flight.
  boolean busy;
  long requestNumber;
  long intendedNanos;
  long sentNanos;

  Connection(Route route, Handler handler) {
    this.route = route;
    this.handler = handler;
  }

  public Route route() {
    return route;
  }

  public ResponseParser parser() {
    return parser;
  }

  public Body body() {
    return body;
  }

  Handler handler() {
    return handler;
  }
}
