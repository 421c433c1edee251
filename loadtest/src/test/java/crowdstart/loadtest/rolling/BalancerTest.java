package crowdstart.loadtest.rolling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class BalancerTest {
  private static final byte[] REQUEST =
      "GET / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
  private static final String CREATED = "HTTP/1.1 201 Created\r\nContent-Length: 0\r\n\r\n";
  private static final String REPLAYED =
      "HTTP/1.1 201 Created\r\nIdempotency-Replayed: true\r\nContent-Length: 0\r\n\r\n";

  private final ServerSocket node = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  private final Balancer balancer = new Balancer();

  BalancerTest() throws IOException {
    balancer.send(List.of((InetSocketAddress) node.getLocalSocketAddress()));
  }

  @AfterEach
  void stop() throws IOException {
    balancer.close();
    node.close();
  }

  @Test
  void aConnectionIsKept() throws IOException {
    connectionsAnswer(List.of(CREATED, CREATED));

    balancer.pass(REQUEST);
    assertThat(balancer.pass(REQUEST).status()).isEqualTo(201);
    assertThat(balancer.sentAgain()).isZero();
  }

  @Test
  void aKeptConnectionThatWasClosedIsReplaced() throws IOException {
    connectionsAnswer(List.of(CREATED), List.of(CREATED));

    balancer.pass(REQUEST);
    assertThat(balancer.pass(REQUEST).status()).isEqualTo(201);
    assertThat(balancer.sentAgain()).isEqualTo(1);
  }

  @Test
  void aFreshConnectionThatIsClosedIsAFailure() {
    connectionsAnswer(List.of());

    assertThatIOException().isThrownBy(() -> balancer.pass(REQUEST));
  }

  @Test
  void anAnswerThatBreaksOffIsAFailure() throws IOException {
    connectionsAnswer(List.of(CREATED, "HTTP/1.1 201 Cre"), List.of(CREATED));

    balancer.pass(REQUEST);
    assertThatIOException().isThrownBy(() -> balancer.pass(REQUEST));
  }

  @Test
  void aRequestThatHadBeenDoneWhenItsConnectionWentIsAFailure() throws IOException {
    connectionsAnswer(List.of(CREATED), List.of(REPLAYED));

    balancer.pass(REQUEST);
    assertThatIOException()
        .isThrownBy(() -> balancer.pass(REQUEST))
        .withMessageContaining("answer was lost");
  }

  /** Each connection gives its answers, one for each request, and is closed by the next request. */
  @SafeVarargs
  private void connectionsAnswer(List<String>... connections) {
    Thread.ofVirtual()
        .start(() -> {
          try {
            for (List<String> answers : connections) {
              answer(answers);
            }
          } catch (IOException over) {
            // The test has ended.
          }
        });
  }

  private void answer(List<String> answers) throws IOException {
    try (Socket client = node.accept()) {
      byte[] request = new byte[REQUEST.length];
      for (String answer : answers) {
        if (client.getInputStream().readNBytes(request, 0, request.length) < request.length) {
          return;
        }
        client.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
        if (!answer.endsWith("\r\n\r\n")) {
          return;
        }
      }
      // The next request is taken, and not answered.
      client.getInputStream().readNBytes(request, 0, request.length);
    }
  }
}
