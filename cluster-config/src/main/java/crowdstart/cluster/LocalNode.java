package crowdstart.cluster;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/** One JVM of a {@link LocalCluster}, seen from the one that started it. */
final class LocalNode {

  private static final Duration probeInterval = Duration.ofMillis(250);
  private static final Duration probeTimeout = Duration.ofSeconds(3);

  /** A pipe whose writer is gone is read to its end at once, unless a grandchild holds it. */
  private static final Duration outputTimeout = Duration.ofSeconds(2);

  private static final HttpClient CLIENT =
      HttpClient.newBuilder().connectTimeout(probeTimeout).build();

  private static final Executor LATER =
      CompletableFuture.delayedExecutor(probeInterval.toMillis(), TimeUnit.MILLISECONDS);

  private final int number;
  private final Settings settings;
  private final Process process;
  private final PrintStream out;
  private final Thread output;
  private volatile boolean askedToStop;

  private LocalNode(int number, Settings settings, Process process, PrintStream out) {
    this.number = number;
    this.settings = settings;
    this.process = process;
    this.out = out;
    output = Thread.ofVirtual().name("output-of-node-" + number).unstarted(this::relayOutput);
  }

  static LocalNode start(
      int number,
      Settings settings,
      List<String> command,
      Map<String, String> environment,
      PrintStream out)
      throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().clear();
    builder.environment().putAll(environment);
    Process process = builder.start();
    LocalNode node = new LocalNode(number, settings, process, out);
    node.output.start();
    return node;
  }

  Settings settings() {
    return settings;
  }

  String describe() {
    return "node %d  API http://%s  management http://%s"
        .formatted(number, settings.http(), settings.management());
  }

  CompletableFuture<Void> ready(Duration timeout) {
    CompletableFuture<Void> ready = untilReady(System.nanoTime() + timeout.toNanos());
    return CompletableFuture.anyOf(
            ready, process.onExit().thenRun(() -> failToStart("ended before it was ready")))
        .thenApply(_ -> null);
  }

  void awaitEnd() throws InterruptedException {
    process.waitFor();
  }

  /**
   * By SIGTERM, which a JVM that is stopping already ignores. Through the handle, because the
   * process itself would also close the output that is still to come.
   */
  void askToStop() {
    askedToStop = true;
    process.toHandle().destroy();
  }

  void kill() {
    process.toHandle().destroyForcibly();
  }

  /** Returns when the node has ended and its last line is out. */
  void awaitEndOrKill(Duration timeout) {
    try {
      if (!process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
        out.println("node " + number + " did not stop within " + timeout + " and is killed");
        kill();
      }
      output.join(outputTimeout);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      kill();
    }
  }

  private CompletableFuture<Void> untilReady(long deadline) {
    HttpRequest probe =
        HttpRequest.newBuilder(URI.create("http://" + settings.management() + "/health/ready"))
            .timeout(probeTimeout)
            .build();
    return CLIENT
        .sendAsync(probe, BodyHandlers.ofString())
        .handle(
            (answer, failure) -> failure == null ? statement(answer) : "no answer from management")
        .thenCompose(statement -> {
          if (statement.isEmpty()) {
            return CompletableFuture.completedFuture(null);
          }
          if (System.nanoTime() > deadline || !process.isAlive()) {
            failToStart("is not ready in time: " + statement);
          }
          return CompletableFuture.runAsync(() -> {}, LATER).thenCompose(_ -> untilReady(deadline));
        });
  }

  private static String statement(HttpResponse<String> answer) {
    return answer.statusCode() == 200 ? "" : answer.body().strip();
  }

  private void failToStart(String how) {
    throw new StartFailed("Cannot start: node " + number + " " + how + ".", null);
  }

  private void relayOutput() {
    try (BufferedReader lines = process.inputReader()) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        out.println("node " + number + " | " + line);
      }
    } catch (IOException closed) {
      out.println("node " + number + " cannot be heard any more: " + closed.getMessage());
    }
    reportEnd();
  }

  private void reportEnd() {
    process
        .onExit()
        .thenAccept(ended -> {
          if (!askedToStop) {
            out.println(
                "node %d has ended with code %d; the others carry on"
                    .formatted(number, ended.exitValue()));
          }
        })
        .join();
  }
}
