package crowdstart.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.lang.ProcessBuilder.Redirect;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Three real JVMs. */
@Timeout(value = 180, unit = TimeUnit.SECONDS)
class LocalClusterIT {

  private static final int ENTITIES = 30;
  private static final Duration WAIT = Duration.ofSeconds(60);

  private final ByteArrayOutputStream output = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(output, true, StandardCharsets.UTF_8);
  private final Map<String, String> ports = TestNodes.freePorts();
  private @Nullable LocalCluster cluster;

  @AfterEach
  void stop() {
    if (cluster != null) {
      cluster.stop();
    }
  }

  @Test
  void threeNodesFormAClusterAndAKilledNodesEntitiesAnswerElsewhere() throws Exception {
    LocalCluster started = start(NodeProgram.class);
    started.ready().toCompletableFuture().get();
    Settings first = started.nodes().getFirst();
    assertThat(TestNodes.get(first, "/cluster/members").body())
        .contains("127.0.0.1:", "127.0.0.2:", "127.0.0.3:");
    List<String> doomed = new ArrayList<>();
    for (int i = 0; i < ENTITIES; i++) {
      if (where(first, "o" + i).contains("127.0.0.3")) {
        doomed.add("o" + i);
      }
    }
    assertThat(doomed).isNotEmpty();

    started.kill(3);
    long killed = System.nanoTime();

    await()
        .atMost(WAIT)
        .untilAsserted(() ->
            assertThat(doomed)
                .allSatisfy(id ->
                    assertThat(where(first, id))
                        .contains("crowdstart@127.0.0.")
                        .doesNotContain("127.0.0.3")));
    System.out.printf(
        "entities answered again %d ms after the kill%n", (System.nanoTime() - killed) / 1_000_000);
    assertThat(output()).contains("node 3 has ended with code 137; the others carry on");
    assertThat(TestNodes.get(first, "/health/ready").statusCode()).isEqualTo(200);

    started.stop();
    assertThat(output())
        .contains("node 1 | Stopped.", "node 2 | Stopped.", "All nodes have stopped.");
  }

  @Test
  void aNodeEndsWhenWhoeverStartedItIsKilled() throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder(
            ProcessHandle.current().info().command().orElseThrow(),
            // As on a machine with two cores, where a blocked thread of the common pool is its
            // last.
            "-Djava.util.concurrent.ForkJoinPool.common.parallelism=1",
            "--sun-misc-unsafe-memory-access=allow",
            "-cp",
            System.getProperty("java.class.path"),
            ClusterProgram.class.getName());
    builder.environment().putAll(ports);
    Process parent = builder.redirectErrorStream(true).redirectOutput(Redirect.DISCARD).start();
    Settings settings = Settings.of(ports);
    await()
        .atMost(WAIT)
        .ignoreExceptions()
        .until(() -> TestNodes.get(settings, "/health/ready").statusCode() == 200);
    List<ProcessHandle> nodes = parent.children().toList();
    assertThat(nodes).hasSize(1);

    parent.toHandle().destroyForcibly();

    await().atMost(WAIT).until(() -> nodes.stream().noneMatch(ProcessHandle::isAlive));
  }

  @Test
  void aNodeThatEndsBeforeItIsReadyIsTold() {
    LocalCluster started = start(Short.class);

    assertThatExceptionOfType(ExecutionException.class)
        .isThrownBy(() -> started.ready().toCompletableFuture().get())
        .havingCause()
        .isInstanceOf(StartFailed.class)
        .withMessageMatching("Cannot start: node \\d ended before it was ready\\.");
  }

  @Test
  void aTakenPortIsToldBeforeAnyNodeStarts() throws Exception {
    int port = Integer.parseInt(ports.getOrDefault("HTTP_PORT", ""));
    try (ServerSocket taken = new ServerSocket()) {
      taken.bind(new InetSocketAddress("127.0.0.2", port));

      assertThatExceptionOfType(StartFailed.class)
          .isThrownBy(() -> start(NodeProgram.class))
          .withMessageContaining("127.0.0.2:" + port + " is in use")
          .withMessageContaining("set HTTP_PORT");
    }
  }

  private LocalCluster start(Class<?> main) {
    LocalCluster started = LocalCluster.start(main, 3, _ -> ports, out);
    cluster = started;
    return started;
  }

  private static String where(Settings node, String id) {
    HttpResponse<String> answer = TestNodes.get(node, "/where/" + id);
    return answer.statusCode() == 200 ? answer.body() : "";
  }

  private String output() {
    return output.toString(StandardCharsets.UTF_8);
  }
}
