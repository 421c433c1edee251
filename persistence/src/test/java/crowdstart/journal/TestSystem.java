package crowdstart.journal;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import crowdstart.database.DatabaseAddress;
import crowdstart.database.PoolSizes;
import crowdstart.database.Pools;
import crowdstart.database.PoolsSetup;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.pekko.actor.BootstrapSetup;
import org.apache.pekko.actor.setup.ActorSystemSetup;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.Props;
import org.apache.pekko.actor.typed.SpawnProtocol;
import org.apache.pekko.actor.typed.javadsl.AskPattern;

/** An actor system without a cluster, with the journals of production on a database for tests. */
public final class TestSystem implements AutoCloseable {

  private static final Duration TIMEOUT = Duration.ofSeconds(20);

  private final Pools pools;
  private final ActorSystem<SpawnProtocol.Command> system;

  public TestSystem(DatabaseAddress address) {
    this(address, ConfigFactory.empty());
  }

  public TestSystem(DatabaseAddress address, Config overrides) {
    this.pools = new Pools(address, PoolSizes.DEFAULT);
    this.system =
        ActorSystem.create(
            SpawnProtocol.create(),
            "test",
            ActorSystemSetup.create(
                BootstrapSetup.create(config(overrides)), new PoolsSetup(pools)));
  }

  /** The journals' own settings, without the application's, which would start a cluster. */
  public static Config config(Config overrides) {
    return overrides
        .withFallback(ConfigFactory.parseResources("journal.conf"))
        .withFallback(ConfigFactory.parseResources("stored.conf"))
        .withFallback(ConfigFactory.parseResources("dispatchers.conf"))
        .withFallback(
            ConfigFactory.parseString(
                "pekko { actor.provider = local, loglevel = WARNING, jvm-exit-on-fatal-error = off,"
                    + " loggers = [\"org.apache.pekko.event.slf4j.Slf4jLogger\"],"
                    + " logging-filter = \"org.apache.pekko.event.slf4j.Slf4jLoggingFilter\" }"))
        .withFallback(ConfigFactory.defaultReferenceUnresolved())
        .resolve();
  }

  public ActorSystem<SpawnProtocol.Command> system() {
    return system;
  }

  public Pools pools() {
    return pools;
  }

  public <T> ActorRef<T> spawn(Behavior<T> behavior) {
    return await(
        AskPattern.<SpawnProtocol.Command, ActorRef<T>>ask(
            system,
            replyTo -> new SpawnProtocol.Spawn<>(behavior, "", Props.empty(), replyTo),
            TIMEOUT,
            system.scheduler()));
  }

  public <C, R> CompletionStage<R> ask(
      ActorRef<C> actor, java.util.function.Function<ActorRef<R>, C> command) {
    return AskPattern.ask(actor, command::apply, TIMEOUT, system.scheduler());
  }

  /** Whether an actor has not ended yet. */
  public boolean isAlive(ActorRef<?> actor) {
    return !org.apache.pekko.actor.typed.javadsl.Adapter.toClassic(actor).isTerminated();
  }

  public static <T> T await(CompletionStage<T> stage) {
    try {
      return stage.toCompletableFuture().get(TIMEOUT.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    system.terminate();
    await(system.getWhenTerminated());
    pools.close();
  }
}
