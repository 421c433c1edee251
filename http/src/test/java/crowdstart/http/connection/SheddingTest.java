package crowdstart.http.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.settings.ServerSettings;
import org.apache.pekko.stream.SystemMaterializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is shed is answered as it would be by HTTP, and its connection goes on. */
class SheddingTest {
  private static final String SHED = "GET /shed HTTP/1.1\r\n\r\n";
  private static final String READ = "GET / HTTP/1.1\r\nHost: x\r\n\r\n";
  private static final int ANSWER_WAIT_MILLIS = 20_000;

  private final AtomicInteger read = new AtomicInteger();
  private ActorSystem<Void> system;
  private Listener listener;

  @BeforeEach
  void listen() {
    system =
        ActorSystem.create(
            Behaviors.empty(),
            "shedding",
            ConfigFactory.parseString("pekko.loglevel = OFF\npekko.stdout-loglevel = OFF")
                .withFallback(ConfigFactory.defaultReference()));
    listener =
        Listener.bind(
                system,
                InetSocketAddress.createUnresolved("127.0.0.1", 0),
                ServerSettings.create(system.classicSystem()),
                ConnectionLimits.of(100, 100, _ -> false),
                request -> {
                  read.incrementAndGet();
                  return request
                      .entity()
                      .toStrict(ANSWER_WAIT_MILLIS, SystemMaterializer.get(system).materializer())
                      .thenApply(_ -> HttpResponse.create().withStatus(204));
                },
                bytes -> bytes.utf8String().startsWith(SHED) ? StaticAnswers.COME_BACK : null)
            .toCompletableFuture()
            .join();
  }

  @AfterEach
  void stop() {
    system.terminate();
    system.getWhenTerminated().toCompletableFuture().join();
  }

  @Test
  void theConnectionGoesOnAndHttpReadsNothingOfIt() throws IOException {
    try (Socket socket = connect()) {
      for (int i = 0; i < 3; i++) {
        assertThat(ask(socket, SHED, "}"))
            .startsWith("HTTP/1.1 503 ")
            .contains("\r\nRetry-After: 1\r\n", "application/problem+json", "overloaded")
            .doesNotContain("close");
      }
      assertThat(read).hasValue(0);
      assertThat(ask(socket, READ, "\r\n\r\n")).startsWith("HTTP/1.1 204 ");
      assertThat(ask(socket, SHED, "}")).startsWith("HTTP/1.1 503 ");
      assertThat(ask(socket, READ, "\r\n\r\n")).startsWith("HTTP/1.1 204 ");
      assertThat(read).hasValue(2);
    }
  }

  @Test
  void whatBelongsToARequestThatHasBegunIsNotShed() throws IOException {
    try (Socket socket = connect()) {
      send(socket, "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: " + SHED.length() + "\r\n\r\n");
      await().until(() -> read.get() == 1);
      assertThat(ask(socket, SHED, "\r\n\r\n")).startsWith("HTTP/1.1 204 ");
    }
  }

  private Socket connect() throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), listener.address().getPort());
    socket.setSoTimeout(ANSWER_WAIT_MILLIS);
    return socket;
  }

  private static void send(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
  }

  private static String ask(Socket socket, String text, String end) throws IOException {
    send(socket, text);
    InputStream in = socket.getInputStream();
    StringBuilder answer = new StringBuilder();
    while (!answer.toString().endsWith(end)) {
      int next = in.read();
      if (next < 0) {
        return answer.toString();
      }
      answer.append((char) next);
    }
    return answer.toString();
  }
}
