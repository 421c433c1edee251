package crowdstart.http.hook;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import crowdstart.http.hook.HookAnswer.NoAnswer;
import crowdstart.http.hook.HookAnswer.Status;
import crowdstart.http.hook.HookAnswer.Trouble;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class HookClientTest {
  private static final byte[] BODY = "{\"type\":\"order.placed\"}".getBytes(StandardCharsets.UTF_8);
  private static final Duration SHORT = Duration.ofMillis(400);
  private static final String NAME = "receiver.example";

  @Test
  void aReceiverGetsTheHeadersAndTheBodyOverTls(@TempDir Path directory) throws Exception {
    Certificate certificate = Certificate.of(NAME, directory);
    List<String> seen = new CopyOnWriteArrayList<>();
    HttpsServer server =
        HttpsServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(certificate.server()));
    server.createContext(
        "/",
        exchange -> {
          seen.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
          seen.add(exchange.getRequestHeaders().getFirst("Host"));
          seen.add(exchange.getRequestHeaders().getFirst("webhook-id"));
          seen.add(exchange.getRequestHeaders().getFirst("Content-Type"));
          seen.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
          exchange.sendResponseHeaders(204, -1);
          exchange.close();
        });
    server.start();
    int port = server.getAddress().getPort();
    // The name leads to this machine only by our own look-up, and only once.
    List<String> lookedUp = new CopyOnWriteArrayList<>();
    Targets targets =
        new Targets(
            true,
            host -> {
              lookedUp.add(host);
              return new InetAddress[] {InetAddress.ofLiteral("127.0.0.1")};
            });
    try (HookClient client =
            new HookClient(targets, certificate.client().getSocketFactory(), HookClient.TIMEOUT);
        HookClient stranger =
            new HookClient(
                targets, (SSLSocketFactory) SSLSocketFactory.getDefault(), HookClient.TIMEOUT)) {
      assertThat(post(client, "https://" + NAME + ":" + port + "/a?b=c")).isEqualTo(status(204));
      assertThat(lookedUp).containsExactly(NAME);
      assertThat(seen)
          .containsExactly(
              "POST /a?b=c",
              NAME + ":" + port,
              "msg_1",
              "application/json",
              new String(BODY, StandardCharsets.UTF_8));

      assertThat(post(client, "https://other.example:" + port + "/"))
          .as("a certificate for another name")
          .isEqualTo(no(Trouble.TLS_FAILED));
      assertThat(post(client, "https://127.0.0.1:" + port + "/"))
          .as("a certificate for a name, not for its address")
          .isEqualTo(no(Trouble.TLS_FAILED));
      assertThat(post(stranger, "https://" + NAME + ":" + port + "/"))
          .as("a certificate that nobody vouches for")
          .isEqualTo(no(Trouble.TLS_FAILED));
      assertThat(seen).hasSize(5);
    } finally {
      server.stop(0);
    }
  }

  @Test
  void whatIsForbiddenNowIsNotConnectedTo() {
    try (Receiver receiver = Receiver.saying("HTTP/1.1 200 OK\r\n\r\n");
        HookClient client = client(Targets.publicOnly(), HookClient.TIMEOUT)) {
      assertThat(post(client, "https://127.0.0.1:" + receiver.port() + "/"))
          .isEqualTo(no(Trouble.FORBIDDEN_TARGET));
      assertThat(post(client, receiver.url())).isEqualTo(no(Trouble.FORBIDDEN_TARGET));
      assertThat(post(client, "https://none.invalid/")).isEqualTo(no(Trouble.UNKNOWN_HOST));
      assertThat(receiver.requestLines).isEmpty();
    }
  }

  @Test
  void aRedirectIsAnAnswerAndNotFollowed() {
    try (Receiver other = Receiver.saying("HTTP/1.1 200 OK\r\n\r\n");
        Receiver receiver =
            Receiver.saying("HTTP/1.1 307 Elsewhere\r\nLocation: " + other.url() + "\r\n\r\n")) {
      assertThat(post(receiver)).isEqualTo(status(307));
      assertThat(other.requestLines).isEmpty();
    }
  }

  @Test
  void answersAreReadAsHttpHasThem() {
    assertThat(postTo("HTTP/1.0 200\r\n\r\n")).isEqualTo(status(200));
    assertThat(postTo("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 201 Made\nA: b\n\nbody"))
        .isEqualTo(status(201));
    assertThat(postTo("HTTP/1.1 503 Busy\r\nRETRY-after:  120 \r\n\r\n"))
        .isEqualTo(new Status(503, Optional.of(Duration.ofMinutes(2))));
    assertThat(postTo("HTTP/1.1 503 Busy\r\nRetry-After: Sun, 22 Nov 2026 10:00:00 GMT\r\n\r\n"))
        .isEqualTo(status(503));
  }

  @Test
  void whatIsNotHttpOrTooMuchIsNotAnAnswer() {
    assertThat(postTo("SSH-2.0-OpenSSH\r\n")).isEqualTo(no(Trouble.NOT_HTTP));
    assertThat(postTo("HTTP/2 200\r\n\r\n")).isEqualTo(no(Trouble.NOT_HTTP));
    assertThat(postTo("HTTP/1.1 999 x\r\n\r\n")).isEqualTo(no(Trouble.NOT_HTTP));
    assertThat(postTo("HTTP/1.1 200 OK\r\nA: b\r\n")).isEqualTo(no(Trouble.NOT_HTTP));
    assertThat(postTo("HTTP/1.1 200 OK\r\nA: " + "b".repeat(ResponseHead.LENGTH_MAX)))
        .isEqualTo(no(Trouble.NOT_HTTP));
    assertThat(postTo("HTTP/1.1 100 Continue\r\n\r\n".repeat(50))).isEqualTo(no(Trouble.NOT_HTTP));
    assertThat(postTo("")).isEqualTo(no(Trouble.BROKEN_OFF));
  }

  @Test
  void whoSaysNothingOrAlmostNothingIsNotWaitedForLonger() {
    CountDownLatch over = new CountDownLatch(1);
    try (Receiver silent = Receiver.start(_ -> over.await());
        Receiver slow = Receiver.start(connection -> drip(connection, over));
        HookClient client = client(Targets.anywhere(), SHORT)) {
      assertThat(post(client, silent.url())).isEqualTo(no(Trouble.TIMEOUT));
      assertThat(post(client, slow.url())).isEqualTo(no(Trouble.TIMEOUT));
      assertThat(post(client, silent.url().replace("http:", "https:")))
          .isEqualTo(no(Trouble.TIMEOUT));
    } finally {
      over.countDown();
    }
  }

  @Test
  void aBodyWithoutEndIsNotRead() {
    CountDownLatch over = new CountDownLatch(1);
    try (Receiver endless =
            Receiver.start(connection -> {
              connection
                  .getOutputStream()
                  .write("HTTP/1.1 200 OK\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
              drip(connection, over);
            });
        HookClient client = client(Targets.anywhere(), SHORT)) {
      assertThat(post(client, endless.url())).isEqualTo(status(200));
    } finally {
      over.countDown();
    }
  }

  @Test
  void aPortWhereNobodyListensIsTold() throws Exception {
    int port;
    try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      port = closed.getLocalPort();
    }
    try (HookClient client = client(Targets.anywhere(), HookClient.TIMEOUT)) {
      assertThat(post(client, "http://127.0.0.1:" + port + "/"))
          .isEqualTo(no(Trouble.NOT_CONNECTED));
    }
  }

  private static void drip(Socket connection, CountDownLatch over)
      throws java.io.IOException, InterruptedException {
    connection.getOutputStream().write("HTTP/1.1 ".getBytes(StandardCharsets.US_ASCII));
    while (!over.await(20, java.util.concurrent.TimeUnit.MILLISECONDS)) {
      connection.getOutputStream().write('2');
    }
  }

  private static HookAnswer postTo(String answer) {
    try (Receiver receiver = Receiver.saying(answer)) {
      return post(receiver);
    }
  }

  private static HookAnswer post(Receiver receiver) {
    try (HookClient client = client(Targets.anywhere(), HookClient.TIMEOUT)) {
      return post(client, receiver.url());
    }
  }

  private static HookAnswer post(HookClient client, String url) {
    return client.post(url, Map.of("webhook-id", "msg_1"), BODY);
  }

  private static HookClient client(Targets targets, Duration timeout) {
    return new HookClient(targets, (SSLSocketFactory) SSLSocketFactory.getDefault(), timeout);
  }

  private static HookAnswer status(int code) {
    return new Status(code, Optional.empty());
  }

  private static HookAnswer no(Trouble trouble) {
    return new NoAnswer(trouble);
  }
}
