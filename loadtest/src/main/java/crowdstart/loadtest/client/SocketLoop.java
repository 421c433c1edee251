package crowdstart.loadtest.client;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;

/**
 * Serves any number of connections on the one thread that calls {@link #turn}. Connections are made
 * in waves, since a server's accept queue is short and a lost SYN costs a second.
 */
public final class SocketLoop implements AutoCloseable {
  /** How many connections may be in the making at once. */
  public static final int CONNECTING_MAX = 64;

  private static final int READ_BYTES_MAX = 64 * 1024;

  private final Selector selector;
  private final ByteBuffer readBuffer = ByteBuffer.allocateDirect(READ_BYTES_MAX);
  private final byte[] readBytes = new byte[READ_BYTES_MAX];
  private final Queue<Connection> toConnect = new ArrayDeque<>();
  private final List<Connection> all = new ArrayList<>();
  private int connecting;

  public SocketLoop() {
    try {
      selector = Selector.open();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Asks for a connection; its handler hears when it stands. */
  public Connection open(Connection.Route route, Connection.Handler handler) {
    Connection connection = new Connection(route, handler);
    all.add(connection);
    toConnect.add(connection);
    return connection;
  }

  /** Asks for a lost connection to be made anew. */
  public void reopen(Connection connection) {
    release(connection);
    toConnect.add(connection);
  }

  /** Sends the bytes, now or, where the socket takes no more, as soon as it does. */
  public void send(Connection connection, ByteBuffer bytes) {
    SocketChannel channel = connection.channel;
    SelectionKey key = connection.key;
    if (channel == null || key == null) {
      throw new IllegalStateException("not connected");
    }
    try {
      channel.write(bytes);
    } catch (IOException e) {
      fail(connection);
      return;
    }
    if (bytes.hasRemaining()) {
      connection.unsent = ByteBuffer.allocate(bytes.remaining()).put(bytes).flip();
      key.interestOps(SelectionKey.OP_READ | SelectionKey.OP_WRITE);
    }
  }

  /** Closes without telling the handler. */
  public void release(Connection connection) {
    SocketChannel channel = connection.channel;
    connection.channel = null;
    connection.key = null;
    connection.unsent = null;
    if (channel != null) {
      try {
        if (!channel.isConnected()) {
          connecting--;
        }
        channel.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** Handles what is ready, waiting for it at most this long; zero does not wait. */
  public void turn(long waitMillis) {
    startConnecting();
    try {
      if (waitMillis <= 0) {
        selector.selectNow(this::ready);
      } else {
        selector.select(this::ready, waitMillis);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    toConnect.clear();
    all.forEach(this::release);
    try {
      selector.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void startConnecting() {
    while (connecting < CONNECTING_MAX && !toConnect.isEmpty()) {
      connect(toConnect.remove());
    }
  }

  private void connect(Connection connection) {
    try {
      SocketChannel channel = SocketChannel.open();
      connection.channel = channel;
      connecting++;
      channel.configureBlocking(false);
      channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
      if (connection.route().source() != null) {
        channel.bind(connection.route().source());
      }
      SelectionKey key = channel.register(selector, SelectionKey.OP_CONNECT, connection);
      connection.key = key;
      if (channel.connect(connection.route().address())) {
        connected(connection, key);
      }
    } catch (IOException e) {
      fail(connection);
    }
  }

  private void ready(SelectionKey key) {
    Connection connection = (Connection) key.attachment();
    SocketChannel channel = (SocketChannel) key.channel();
    // A handler may close the connection, which makes the key invalid.
    if (key.isValid() && key.isConnectable()) {
      finishConnecting(connection, key, channel);
    }
    if (key.isValid() && key.isReadable()) {
      read(connection, channel);
    }
    if (key.isValid() && key.isWritable()) {
      sendRest(connection, key, channel);
    }
  }

  private void finishConnecting(Connection connection, SelectionKey key, SocketChannel channel) {
    try {
      if (channel.finishConnect()) {
        connected(connection, key);
      }
    } catch (IOException e) {
      fail(connection);
    }
  }

  private void connected(Connection connection, SelectionKey key) {
    connecting--;
    key.interestOps(SelectionKey.OP_READ);
    connection.handler().connected(connection);
  }

  private void read(Connection connection, SocketChannel channel) {
    int length;
    try {
      readBuffer.clear();
      length = channel.read(readBuffer);
    } catch (IOException e) {
      fail(connection);
      return;
    }
    if (length < 0) {
      fail(connection);
    } else if (length > 0) {
      readBuffer.get(0, readBytes, 0, length);
      connection.handler().received(connection, readBytes, length);
    }
  }

  private void sendRest(Connection connection, SelectionKey key, SocketChannel channel) {
    ByteBuffer unsent = connection.unsent;
    if (unsent == null) {
      key.interestOps(SelectionKey.OP_READ);
      return;
    }
    try {
      channel.write(unsent);
    } catch (IOException e) {
      fail(connection);
      return;
    }
    if (!unsent.hasRemaining()) {
      connection.unsent = null;
      key.interestOps(SelectionKey.OP_READ);
    }
  }

  private void fail(Connection connection) {
    release(connection);
    connection.handler().lost(connection);
  }
}
