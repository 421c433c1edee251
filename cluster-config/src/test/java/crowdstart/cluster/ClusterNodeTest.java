package crowdstart.cluster;

import static org.apache.pekko.http.javadsl.server.Directives.complete;
import static org.apache.pekko.http.javadsl.server.Directives.path;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.Done;
import org.apache.pekko.actor.CoordinatedShutdown;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 90, unit = TimeUnit.SECONDS)
class ClusterNodeTest {

  private static final Duration WAIT = Duration.ofSeconds(30);

  private final Map<String, String> environment = TestNodes.freePorts();
  private final List<ClusterNode<Void>> nodes = new ArrayList<>();

  @AfterEach
  void stopAll() {
    nodes.forEach(node -> node.stop().toCompletableFuture().join());
  }

  @Test
  void aLoneNodeFormsItsClusterAndIsReadyWhenItsOwnCheckSaysSo() {
    Settings settings = Settings.of(environment);
    ClusterNode<Void> node = start(settings);
    awaitUp(node);

    awaitHealth(settings, 503, "entity types not yet known");
    TestNodes.initSharding(node.system());
    awaitHealth(settings, 503, "starting");
    node.readyWhen(() -> CompletableFuture.completedFuture(Optional.of("warming up")));
    awaitHealth(settings, 503, "warming up");
    node.readyWhen(() -> CompletableFuture.failedFuture(new IllegalStateException("boom")));
    awaitHealth(settings, 503, "own check failed");
    node.readyWhen(TestNodes.content());
    awaitHealth(settings, 200, "ready");
    assertThat(TestNodes.get(settings, "/health/alive").statusCode()).isEqualTo(200);
  }

  @Test
  void aStoppingNodeSaysNotReadyFirstAndRunsFinalTasksLast() {
    environment.put("DRAIN_WAIT", "PT2S");
    Settings settings = Settings.of(environment);
    ClusterNode<Void> node = start(settings);
    awaitUp(node);
    TestNodes.initSharding(node.system());
    node.readyWhen(TestNodes.content());
    awaitHealth(settings, 200, "ready");
    List<String> story = new CopyOnWriteArrayList<>();
    node.onShutdown(
        CoordinatedShutdown.PhaseServiceUnbind(),
        "unbind",
        () -> {
          story.add("port closed");
          return CompletableFuture.completedFuture(Done.done());
        });
    node.onTerminated(() ->
        story.add(
            "database, system ended: "
                + node.system().getWhenTerminated().toCompletableFuture().isDone()));

    CompletableFuture<Void> stopped = node.stop().toCompletableFuture();

    awaitHealth(settings, 503, "draining");
    assertThat(node.isDraining()).isTrue();
    assertThat(story).isEmpty();
    stopped.join();
    assertThat(story).containsExactly("port closed", "database, system ended: true");
  }

  @Test
  void twoNodesFindEachOtherOnTwoLoopbackAddresses() {
    String port = environment.get("MANAGEMENT_PORT");
    environment.put("CONTACT_POINTS", "127.0.0.1:" + port + ",127.0.0.2:" + port);
    environment.put("HTTP_HOST", "127.0.0.1");
    Settings one = Settings.of(environment);
    environment.put("HTTP_HOST", "127.0.0.2");
    Settings two = Settings.of(environment);

    ClusterNode<Void> first = start(one);
    ClusterNode<Void> second = start(two);
    awaitUp(first);
    awaitUp(second);

    for (Settings settings : List.of(one, two)) {
      await()
          .atMost(WAIT)
          .untilAsserted(() ->
              assertThat(TestNodes.get(settings, "/cluster/members").body())
                  .contains("127.0.0.1:" + one.artery().port())
                  .contains("127.0.0.2:" + two.artery().port())
                  .doesNotContain("Joining"));
    }
  }

  @Test
  void theManagementPortShowsAndDoesNotObey() {
    Settings settings = Settings.of(environment);
    ClusterNode<Void> node = start(settings);
    awaitUp(node);
    TestNodes.initSharding(node.system());
    node.manage(path("metrics", () -> complete("measured")));
    node.readyWhen(TestNodes.content());
    awaitHealth(settings, 200, "ready");

    assertThat(TestNodes.get(settings, "/cluster/shards/order").statusCode()).isEqualTo(200);
    assertThat(TestNodes.get(settings, "/metrics").body()).isEqualTo("measured");
    assertThat(TestNodes.get(settings, "/nothing").statusCode()).isEqualTo(404);
    for (String path : List.of("/health/ready", "/health/alive")) {
      assertThat(TestNodes.send(settings, HttpRequest.newBuilder().HEAD(), path).statusCode())
          .isEqualTo(200);
    }
    HttpRequest.Builder join =
        HttpRequest.newBuilder()
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString("address=pekko%3A%2F%2Fcrowdstart%40127.0.0.9%3A1"));
    assertThat(TestNodes.send(settings, join, "/cluster/members").statusCode()).isEqualTo(405);
    String member = "/cluster/members/crowdstart@" + settings.artery();
    HttpRequest.Builder leave = HttpRequest.newBuilder().DELETE();
    assertThat(TestNodes.send(settings, leave, member).statusCode()).isEqualTo(405);
  }

  @Test
  void aPortInUseIsNamedByItsSetting() throws Exception {
    Settings settings = Settings.of(environment);
    for (Endpoint endpoint : List.of(settings.http(), settings.management(), settings.artery())) {
      String setting =
          endpoint.equals(settings.http())
              ? "HTTP_PORT"
              : endpoint.equals(settings.management()) ? "MANAGEMENT_PORT" : "ARTERY_PORT";
      try (ServerSocket taken = new ServerSocket()) {
        taken.bind(new InetSocketAddress(endpoint.host(), endpoint.port()));
        assertThatExceptionOfType(StartFailed.class)
            .isThrownBy(() -> Ports.requireFree(settings))
            .withMessage(
                "Cannot start: %s is in use by another process. Stop that, or set %s to a free"
                    + " port.",
                endpoint, setting);
      }
    }
    assertThatExceptionOfType(StartFailed.class)
        .isThrownBy(() -> Ports.requireFree(Settings.of(Map.of("MANAGEMENT_HOST", "192.0.2.1"))))
        .withMessage("Cannot start: MANAGEMENT_HOST=192.0.2.1 is not an address of this machine.");
  }

  private ClusterNode<Void> start(Settings settings) {
    ClusterNode<Void> node =
        ClusterNode.start(settings, Behaviors.empty(), TestNodes.configInThisJvm(settings));
    nodes.add(node);
    return node;
  }

  private static void awaitUp(ClusterNode<Void> node) {
    node.up().toCompletableFuture().orTimeout(WAIT.toSeconds(), TimeUnit.SECONDS).join();
  }

  private static void awaitHealth(Settings settings, int status, String body) {
    await()
        .atMost(WAIT)
        .untilAsserted(() -> {
          HttpResponse<String> health = TestNodes.get(settings, "/health/ready");
          assertThat(health.body()).contains(body);
          assertThat(health.statusCode()).isEqualTo(status);
        });
  }
}
