package crowdstart.http;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** A client that sends what it wants, when it wants, and reads only when asked to. */
final class Peer implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Socket socket = new Socket();
  private final StringBuilder heard = new StringBuilder();
  private boolean hasEnded;

  Peer(TestNode node) {
    this(node, 0);
  }

  /**
   * @param window how many bytes its socket takes unread, about; 0 for the system's choice
   */
  Peer(TestNode node, int window) {
    try {
      if (window > 0) {
        socket.setReceiveBufferSize(window);
      }
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), node.port()));
      socket.setSoTimeout(100);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** False when the other side wants no more. */
  boolean send(String text) {
    try {
      socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
      return true;
    } catch (IOException hungUp) {
      return false;
    }
  }

  void sendsNoMore() {
    try {
      socket.shutdownOutput();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Reads until the connection has ended, in whatever way, and tells what was said before. */
  String awaitEnd() {
    await().atMost(PATIENCE).until(this::hasEnded);
    return heard.toString();
  }

  String awaitText(String text) {
    await().atMost(PATIENCE).until(() -> !hasEnded() && heard.toString().contains(text));
    return heard.toString();
  }

  /** Sends a byte again and again until the connection has ended. */
  String trickleToTheEnd(String bytes) {
    int[] next = {0};
    await()
        .atMost(PATIENCE)
        .until(() -> {
          send(bytes.substring(next[0], next[0] + 1));
          next[0] = (next[0] + 1) % bytes.length();
          return hasEnded();
        });
    return heard.toString();
  }

  boolean hasEnded() {
    byte[] buffer = new byte[8_192];
    try {
      int count = socket.getInputStream().read(buffer);
      hasEnded |= count < 0;
      heard.append(new String(buffer, 0, Math.max(0, count), StandardCharsets.UTF_8));
    } catch (java.net.SocketTimeoutException stillOpen) {
      return hasEnded;
    } catch (IOException reset) {
      hasEnded = true;
    }
    return hasEnded;
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
