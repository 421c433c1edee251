package crowdstart.loadtest.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HostileRunTest {
  private final Queue<Socket> accepted = new ConcurrentLinkedQueue<>();
  private ServerSocket server;

  @BeforeEach
  void listen() throws IOException {
    server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  }

  @AfterEach
  void close() throws IOException {
    server.close();
    for (Socket socket : accepted) {
      socket.close();
    }
  }

  @Test
  void aServerThatHangsUpIsSeenToHangUpOnAllKinds() throws InterruptedException {
    accept(true);
    List<HostileFinding> findings = attack();
    assertThat(findings).hasSize(HostileKind.values().length);
    assertThat(findings)
        .allSatisfy(finding -> {
          assertThat(finding.opened()).isPositive();
          assertThat(finding.ended()).isPositive();
          assertThat(finding.holds()).isTrue();
        });
  }

  @Test
  void aServerThatKeepsThemIsSeenToKeepThem() throws InterruptedException {
    accept(false);
    assertThat(attack())
        .hasSize(HostileKind.values().length)
        .allSatisfy(finding -> {
          assertThat(finding.ended()).isZero();
          assertThat(finding.longestSeconds()).isPositive();
        });
  }

  @Test
  void whatIsHeldForTooLongDoesNotHold() {
    Duration tooLong = HostileKind.SILENT.heldMax().plusMillis(1);
    HeldTimes held = new HeldTimes();
    held.opened(HostileKind.SILENT);
    held.standing(HostileKind.SILENT, tooLong);
    assertThat(held.lines())
        .hasEntrySatisfying(
            HostileKind.SILENT,
            line -> assertThat(HostileFinding.of(HostileKind.SILENT, line).holds()).isFalse());
  }

  private List<HostileFinding> attack() throws InterruptedException {
    return HostileRun.run(
        new HostileRun.Plan(
            URI.create("http://127.0.0.1:" + server.getLocalPort()),
            "",
            "local-00000000000000000000000000",
            1,
            1,
            Duration.ofSeconds(2),
            Duration.ofMillis(50)));
  }

  private void accept(boolean isHangingUp) {
    Thread.ofVirtual()
        .start(() -> {
          try {
            while (!server.isClosed()) {
              Socket socket = server.accept();
              accepted.add(socket);
              if (isHangingUp) {
                socket.close();
              }
            }
          } catch (IOException closed) {
            // The test is over.
            return;
          }
        });
  }
}
