package crowdstart.loadtest.fault;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Connections that take and give nothing: silent, trickling, senseless, or deaf. */
final class RudeClients {
  private static final int CONNECTIONS = 200;
  private static final int CONNECT_MILLIS_MAX = 2_000;
  private static final int PAUSE_MILLIS = 200;

  private static final List<String> WORDS =
      List.of(
          "",
          "GET /v1/campaigns HTTP/1.1\r\nHost: x\r\nX-Slow: ",
          "POST /v1/campaigns/none/orders HTTP/1.1\r\nHost: x\r\nContent-Length: 60000\r\n\r\n{",
          "\u0001\u0002 senseless\r\n\r\n",
          "GET /v1/campaigns HTTP/1.1\r\nHost: x\r\n" + "X-More: y\r\n".repeat(500) + "\r\n");

  private final List<Socket> open = new ArrayList<>();
  private volatile boolean isOver;

  private RudeClients() {}

  /** Throws when there is nobody to be rude to. */
  static Healing begin(URI server) throws IOException {
    try (Socket first = new Socket()) {
      first.connect(address(server), CONNECT_MILLIS_MAX);
    }
    RudeClients clients = new RudeClients();
    Thread thread = Thread.ofVirtual().name("rude-clients").start(() -> clients.run(server));
    return () -> {
      clients.isOver = true;
      thread.join();
    };
  }

  private void run(URI server) {
    InetSocketAddress address = address(server);
    for (int number = 0; number < CONNECTIONS && !isOver; number++) {
      Socket socket = new Socket();
      try {
        socket.connect(address, CONNECT_MILLIS_MAX);
        say(socket, WORDS.get(number % WORDS.size()));
        open.add(socket);
      } catch (IOException refused) {
        close(socket);
      }
    }
    try {
      while (!isOver) {
        open.forEach(this::trickle);
        Thread.sleep(PAUSE_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    open.forEach(RudeClients::close);
  }

  private static InetSocketAddress address(URI server) {
    return new InetSocketAddress(server.getHost(), server.getPort());
  }

  private void trickle(Socket socket) {
    try {
      if (!socket.isClosed()) {
        say(socket, "a");
      }
    } catch (IOException thrownOut) {
      close(socket);
    }
  }

  private static void say(Socket socket, String words) throws IOException {
    socket.getOutputStream().write(words.getBytes(StandardCharsets.US_ASCII));
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      // It is closed all the same.
    }
  }
}
