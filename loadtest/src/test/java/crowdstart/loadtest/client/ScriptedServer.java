package crowdstart.loadtest.client;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A server that answers its n-th request, counted from 0 over all connections, as a script says.
 */
public final class ScriptedServer implements AutoCloseable {
  /** What to do with a request: write an answer, or not, or close. */
  @FunctionalInterface
  public interface Script {
    void answer(int number, String requestLine, OutputStream out) throws Exception;
  }

  private final ServerSocket listener;
  private final Script script;
  private final AtomicInteger requests = new AtomicInteger();

  public ScriptedServer(Script script) throws IOException {
    this.script = script;
    listener = new ServerSocket(0, 1_024, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::accept);
  }

  public InetSocketAddress address() {
    return new InetSocketAddress(listener.getInetAddress(), listener.getLocalPort());
  }

  public static byte[] answer(int status, String body) {
    return "HTTP/1.1 %d Scripted\r\nContent-Length: %d\r\n\r\n%s"
        .formatted(status, body.length(), body)
        .getBytes(StandardCharsets.US_ASCII);
  }

  @Override
  public void close() throws IOException {
    listener.close();
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        Socket socket = listener.accept();
        Thread.ofVirtual().start(() -> serve(socket));
      } catch (IOException e) {
        return;
      }
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      BufferedReader in =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        String requestLine = line;
        while (line != null && !line.isEmpty()) {
          line = in.readLine();
        }
        script.answer(requests.getAndIncrement(), requestLine, socket.getOutputStream());
        socket.getOutputStream().flush();
      }
    } catch (Exception e) {
      // The script may break a connection by throwing; the client's books say whether it noticed.
    }
  }
}
