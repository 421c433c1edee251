package crowdstart.cluster;

import static org.apache.pekko.http.javadsl.server.Directives.complete;
import static org.apache.pekko.http.javadsl.server.Directives.onSuccess;
import static org.apache.pekko.http.javadsl.server.Directives.path;
import static org.apache.pekko.http.javadsl.server.Directives.pathPrefix;
import static org.apache.pekko.http.javadsl.server.PathMatchers.segment;

import crowdstart.cluster.TestNodes.Where;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.AskPattern;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;
import org.apache.pekko.cluster.sharding.typed.javadsl.EntityRef;

/** What a node's JVM runs in the tests: a whole node without a product on it. */
final class NodeProgram {

  private static final Duration askTimeout = Duration.ofSeconds(2);

  private NodeProgram() {}

  public static void main(String[] arguments) {
    long begun = System.nanoTime();
    try {
      start(begun);
    } catch (StartFailed | InvalidSettings reason) {
      System.out.println(reason.getMessage());
      System.exit(
          reason instanceof StartFailed ? StartFailed.EXIT_CODE : InvalidSettings.EXIT_CODE);
    }
  }

  private static void start(long begun) {
    Settings settings = Settings.of(System.getenv());
    ClusterNode<Void> node =
        ClusterNode.start(settings, Behaviors.empty(), TestNodes.config(settings));
    TestNodes.initSharding(node.system());
    node.manage(
        pathPrefix(
            "where",
            () ->
                path(
                    segment(),
                    id -> onSuccess(() -> where(node.system(), id), at -> complete(at)))));
    node.onTerminated(() -> System.out.println("Stopped."));
    node.up()
        .thenRun(() -> {
          node.readyWhen(TestNodes.content());
          System.out.printf(
              "up %d ms after main, %d ms after the JVM's start%n",
              (System.nanoTime() - begun) / 1_000_000,
              System.currentTimeMillis()
                  - ProcessHandle.current().info().startInstant().orElseThrow().toEpochMilli());
        });
  }

  private static CompletionStage<String> where(ActorSystem<?> system, String id) {
    EntityRef<Where> entity = ClusterSharding.get(system).entityRefFor(TestNodes.ORDER, id);
    return AskPattern.ask(entity, Where::new, askTimeout, system.scheduler())
        .exceptionally(_ -> "nowhere");
  }
}
