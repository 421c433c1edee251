package crowdstart.cluster;

import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Several nodes on this machine, a JVM each, on the loopback addresses 127.0.0.1, 127.0.0.2 and so
 * on with the same ports, so that they find each other by configuration alone.
 *
 * <p>The output of each node appears here behind its name. A node that dies is reported and not
 * started again: that is what one wants to watch. All of them stop with this JVM, whatever way it
 * ends.
 */
public final class LocalCluster {

  /**
   * The longest until all nodes say ready; a cold start on a busy laptop takes a fraction of it.
   */
  public static final Duration readyTimeout = Duration.ofMinutes(2);

  /** Above the sum of a node's own phases as long as DRAIN_WAIT is small; then it is killed. */
  private static final Duration stopTimeout = Duration.ofSeconds(60);

  private final List<LocalNode> nodes = new ArrayList<>();
  private final Deque<Runnable> finalTasks = new ArrayDeque<>();
  private final PrintStream out;
  private final Thread hook = Thread.ofPlatform().name("local-cluster-hook").unstarted(this::end);
  private boolean ended;

  private LocalCluster(PrintStream out) {
    this.out = out;
  }

  /**
   * Starts the nodes with this JVM's class path and flags.
   *
   * @param main what a node runs; it reads its settings from the environment
   * @param size from 1 to 9
   * @param environment what the n-th node, counted from 1, finds set beside this JVM's environment
   *     and its addresses
   * @param out where the nodes' lines and reports about them go
   * @throws StartFailed when an address is taken or unknown; nothing is left running then
   */
  public static LocalCluster start(
      Class<?> main, int size, IntFunction<Map<String, String>> environment, PrintStream out) {
    ParentProcess.endWithItIfAsked();
    List<Map<String, String>> environments =
        IntStream.rangeClosed(1, size)
            .mapToObj(number -> environmentOf(number, size, environment.apply(number)))
            .toList();
    List<Settings> settings = environments.stream().map(Settings::of).toList();
    settings.forEach(Ports::requireFree);
    LocalCluster cluster = new LocalCluster(out);
    Runtime.getRuntime().addShutdownHook(cluster.hook);
    try {
      for (int i = 0; i < size; i++) {
        cluster.nodes.add(
            LocalNode.start(
                i + 1, settings.get(i), ChildJvm.command(main), environments.get(i), out));
      }
    } catch (IOException failure) {
      cluster.stop();
      throw new StartFailed("Cannot start a node's JVM: " + failure.getMessage(), failure);
    }
    return cluster;
  }

  /** The nodes' settings, in the order of their numbers. */
  public List<Settings> nodes() {
    return nodes.stream().map(LocalNode::settings).toList();
  }

  /**
   * Done when every node has said that it is ready; fails with {@link StartFailed} when one ends
   * before, or the time is over.
   */
  public CompletionStage<Void> ready() {
    CompletableFuture<Void> ready = new CompletableFuture<>();
    List<CompletableFuture<Void>> each =
        nodes.stream().map(node -> node.ready(readyTimeout)).toList();
    // The first failure is told at once: without that node the others would wait in vain.
    each.forEach(node -> node.exceptionally(failure -> failed(ready, failure)));
    var _ =
        CompletableFuture.allOf(each.toArray(CompletableFuture<?>[]::new))
            .thenRun(() -> ready.complete(null));
    return ready.copy();
  }

  /** Waits until every node has ended, one by one or all of them by a signal. */
  public void awaitEnd() throws InterruptedException {
    for (LocalNode node : nodes) {
      node.awaitEnd();
    }
  }

  /** Runs the task when all nodes have ended, before this JVM does; the last added runs first. */
  public synchronized void onStopped(Runnable task) {
    finalTasks.push(task);
  }

  /** The addresses, for a person. */
  public String describe() {
    return nodes.stream().map(LocalNode::describe).collect(Collectors.joining("\n"));
  }

  /** Stops all nodes and waits for them. Does nothing the second time. */
  public void stop() {
    end();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException _) {
      // The JVM is going down already, and the hook with it.
    }
  }

  /** Kills the n-th node, counted from 1, as a power cut would. */
  public void kill(int number) {
    nodes.get(number - 1).kill();
  }

  private synchronized void end() {
    if (ended) {
      return;
    }
    ended = true;
    // A Ctrl-C in a terminal has reached the nodes too, and a second signal does not disturb them.
    nodes.forEach(LocalNode::askToStop);
    nodes.forEach(node -> node.awaitEndOrKill(stopTimeout));
    finalTasks.forEach(Runnable::run);
    out.println("All nodes have stopped.");
  }

  private static @Nullable Void failed(CompletableFuture<Void> ready, Throwable failure) {
    ready.completeExceptionally(
        failure instanceof CompletionException wrapper && wrapper.getCause() != null
            ? wrapper.getCause()
            : failure);
    return null;
  }

  private static Map<String, String> environmentOf(
      int number, int size, Map<String, String> additions) {
    Map<String, String> environment = new HashMap<>(System.getenv());
    environment.putAll(additions);
    String port = environment.getOrDefault("MANAGEMENT_PORT", "");
    String managementPort = port.isBlank() ? SettingsTable.MANAGEMENT_PORT.standard() : port;
    environment.put("HTTP_HOST", address(number));
    environment.remove("MANAGEMENT_HOST");
    environment.remove("ARTERY_HOST");
    environment.put(
        "CONTACT_POINTS",
        IntStream.rangeClosed(1, size)
            .mapToObj(node -> address(node) + ":" + managementPort)
            .collect(Collectors.joining(",")));
    return environment;
  }

  private static String address(int number) {
    return "127.0.0." + number;
  }
}
