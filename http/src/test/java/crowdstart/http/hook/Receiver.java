package crowdstart.http.hook;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A receiver that answers whatever a test wants, byte by byte if need be. */
final class Receiver implements AutoCloseable {

  /** Writes the answer to one connection. */
  @FunctionalInterface
  interface Script {
    void answer(Socket connection) throws IOException, InterruptedException;
  }

  private final ServerSocket server;
  private final Script script;
  final List<String> requestLines = new CopyOnWriteArrayList<>();

  private Receiver(ServerSocket server, Script script) {
    this.server = server;
    this.script = script;
  }

  static Receiver start(Script script) {
    return start(socket(), script);
  }

  static Receiver start(ServerSocket server, Script script) {
    Receiver receiver = new Receiver(server, script);
    Thread.ofVirtual().start(receiver::accept);
    return receiver;
  }

  /** Always answers this, and ends the connection. */
  static Receiver saying(String answer) {
    return start(connection ->
        connection.getOutputStream().write(answer.getBytes(StandardCharsets.ISO_8859_1)));
  }

  int port() {
    return server.getLocalPort();
  }

  String url() {
    return "http://127.0.0.1:" + port() + "/hook";
  }

  private static ServerSocket socket() {
    try {
      return new ServerSocket(0, 50, InetAddress.ofLiteral("127.0.0.1"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket connection = server.accept();
        Thread.ofVirtual().start(() -> serve(connection));
      } catch (IOException _) {
        // Closed, or a client that gave up.
      }
    }
  }

  private void serve(Socket connection) {
    try (connection) {
      BufferedReader in =
          new BufferedReader(
              new InputStreamReader(connection.getInputStream(), StandardCharsets.ISO_8859_1));
      String line = in.readLine();
      requestLines.add(String.valueOf(line));
      int length = 0;
      while (line != null && !line.isEmpty()) {
        if (line.startsWith("Content-Length: ")) {
          length = Integer.parseInt(line.substring("Content-Length: ".length()));
        }
        line = in.readLine();
      }
      for (int i = 0; i < length; i++) {
        in.read();
      }
      script.answer(connection);
    } catch (IOException | InterruptedException _) {
      // The client went away, or the test is over.
    }
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
