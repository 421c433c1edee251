package crowdstart.cluster;

import com.typesafe.config.Config;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.pekko.Done;
import org.apache.pekko.actor.BootstrapSetup;
import org.apache.pekko.actor.CoordinatedShutdown;
import org.apache.pekko.actor.setup.ActorSystemSetup;
import org.apache.pekko.actor.setup.Setup;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.Props;
import org.apache.pekko.cluster.Cluster;
import org.apache.pekko.http.javadsl.server.Route;
import org.apache.pekko.management.cluster.bootstrap.ClusterBootstrap;
import org.apache.pekko.management.javadsl.PekkoManagement;
import org.apache.pekko.pattern.Patterns;
import org.apache.pekko.remote.RemoteTransportException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * This process's node: an actor system that finds its cluster, says on its management port whether
 * it is ready, drains before it stops, and takes the JVM with it when it ends.
 *
 * @param <M> what the guardian is told
 */
public final class ClusterNode<M> {

  private static final Logger log = LoggerFactory.getLogger(ClusterNode.class);

  private static final String NAME = "crowdstart";

  /** Binding a local port takes milliseconds; what takes this long will not happen. */
  private static final Duration bindTimeout = Duration.ofSeconds(10);

  /** How often the log says that the cluster is still being looked for. */
  private static final Duration patienceInterval = Duration.ofSeconds(10);

  /** What tasks after the end may add to the shutdown's own phases: a database stops in less. */
  private static final Duration finalTasksTimeout = Duration.ofSeconds(30);

  private final ActorSystem<M> system;
  private final NodeState state;
  private final FinalTasks finalTasks;
  private final CompletableFuture<Void> up = new CompletableFuture<>();

  private ClusterNode(ActorSystem<M> system, Settings settings) {
    this.system = system;
    state = NodeState.ID.get(system.classicSystem());
    CoordinatedShutdown shutdown = CoordinatedShutdown.get(system);
    finalTasks =
        FinalTasks.after(
            system.getWhenTerminated(),
            Duration.ofMillis(shutdown.totalTimeout().toMillis()).plus(finalTasksTimeout));
    onShutdown(
        CoordinatedShutdown.PhaseBeforeServiceUnbind(), "drain", () -> drain(settings.drainWait()));
  }

  /**
   * Starts the node and sets out to join its cluster, without waiting for it: see {@link #up}.
   *
   * @param setups what extensions of the actor system are to find there
   * @throws StartFailed when an address cannot be listened on; nothing is left running then
   */
  public static <M> ClusterNode<M> start(Settings settings, Behavior<M> guardian, Setup... setups) {
    return start(settings, guardian, settings.toConfig(), setups);
  }

  /**
   * As above, for tests: {@code config} is what {@link Settings#toConfig} would say, with changes
   * such as an {@code exit-jvm = off} that lets the JVM outlive the node.
   */
  public static <M> ClusterNode<M> start(
      Settings settings, Behavior<M> guardian, Config config, Setup... setups) {
    ParentProcess.endWithItIfAsked();
    Ports.requireFreeInside(settings);
    ClusterNode<M> node = new ClusterNode<>(systemOf(settings, guardian, config, setups), settings);
    node.join(settings);
    return node;
  }

  public ActorSystem<M> system() {
    return system;
  }

  /** Done when this node is a full member; fails when it stopped before it was. */
  public CompletionStage<Void> up() {
    return up.copy();
  }

  /** Until this is called the node is not ready; from then on, when the check says so. */
  public void readyWhen(ReadinessCheck check) {
    state.readiness().check(check);
  }

  /** Whether the node has begun to stop: it says not ready, and nothing new should be begun. */
  public boolean isDraining() {
    return state.readiness().isDraining();
  }

  /** Adds routes to the management port, at any time. They must not overlap its own. */
  public void manage(Route routes) {
    state.managementRoutes().add(routes);
  }

  /**
   * Adds a task to a phase of the shutdown; tasks of a phase run side by side.
   *
   * @param phase one of {@link CoordinatedShutdown}'s; shutdown.conf says how long it may take
   */
  public void onShutdown(String phase, String name, Supplier<CompletionStage<Done>> task) {
    CoordinatedShutdown.get(system).addTask(phase, name, task);
  }

  /**
   * Runs the task when the actor system has ended and before the JVM does. The last one added runs
   * first.
   */
  public void onTerminated(Runnable task) {
    finalTasks.add(task);
  }

  /** Drains and stops. Done when the tasks of {@link #onTerminated} are; the JVM exits with 0. */
  public CompletionStage<Void> stop() {
    return stop(new StopReason.Intended());
  }

  private CompletionStage<Void> stop(StopReason reason) {
    CoordinatedShutdown.get(system).runAll(reason);
    return finalTasks.done();
  }

  private static <M> ActorSystem<M> systemOf(
      Settings settings, Behavior<M> guardian, Config config, Setup... setups) {
    try {
      return ActorSystem.create(
          guardian, NAME, ActorSystemSetup.create(setups).withSetup(BootstrapSetup.create(config)));
    } catch (RemoteTransportException taken) {
      throw StartFailed.portInUse("ARTERY_PORT", settings.artery(), taken);
    }
  }

  private void join(Settings settings) {
    try {
      PekkoManagement.get(system)
          .start()
          .toCompletableFuture()
          .orTimeout(bindTimeout.toMillis(), TimeUnit.MILLISECONDS)
          .join();
    } catch (CompletionException taken) {
      stop(new StopReason.StartFailure()).toCompletableFuture().join();
      throw StartFailed.portInUse("MANAGEMENT_PORT", settings.management(), taken);
    }
    ClusterBootstrap.get(system).start();
    system.systemActorOf(DeadPeers.create(), "dead-peers", Props.empty());
    Cluster.get(system.classicSystem()).registerOnMemberUp(() -> up.complete(null));
    system
        .getWhenTerminated()
        .thenRun(() -> up.completeExceptionally(new IllegalStateException("The node has stopped")));
    tellWhileWaiting(settings);
  }

  private void tellWhileWaiting(Settings settings) {
    system
        .scheduler()
        .scheduleOnce(
            patienceInterval,
            () -> {
              if (!up.isDone()) {
                log.warn(
                    "No cluster yet. A new one forms once all contact points answer: {}",
                    settings.contactPoints());
                tellWhileWaiting(settings);
              }
            },
            system.executionContext());
  }

  private CompletionStage<Done> drain(Duration wait) {
    state.readiness().drain();
    return wait.isZero()
        ? CompletableFuture.completedFuture(Done.done())
        : Patterns.after(
            wait, system.classicSystem(), () -> CompletableFuture.completedFuture(Done.done()));
  }
}
