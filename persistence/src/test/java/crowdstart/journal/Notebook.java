package crowdstart.journal;

import com.typesafe.config.Config;
import java.time.Duration;
import java.util.Optional;
import org.apache.pekko.Done;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.SupervisorStrategy;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.persistence.typed.PersistenceId;
import org.apache.pekko.persistence.typed.javadsl.CommandHandler;
import org.apache.pekko.persistence.typed.javadsl.Effect;
import org.apache.pekko.persistence.typed.javadsl.EventHandler;
import org.apache.pekko.persistence.typed.javadsl.EventSourcedBehavior;
import org.pcollections.PVector;
import org.pcollections.TreePVector;

/** An entity for tests: it keeps the lines that it was told. */
public final class Notebook
    extends EventSourcedBehavior<Notebook.Command, String, PVector<String>> {

  /** What a notebook can be told. */
  public sealed interface Command {}

  public record Write(String line, ActorRef<Done> replyTo) implements Command {}

  public record WriteAll(PVector<String> lines, ActorRef<Done> replyTo) implements Command {}

  public record Read(ActorRef<PVector<String>> replyTo) implements Command {}

  public record Stop() implements Command {}

  private final String journal;
  private final Optional<Config> pluginConfig;

  private Notebook(String journal, String id, Optional<Config> pluginConfig) {
    super(
        PersistenceId.ofUniqueId(id),
        SupervisorStrategy.restartWithBackoff(Duration.ofMillis(50), Duration.ofMillis(200), 0.1));
    this.journal = journal;
    this.pluginConfig = pluginConfig;
  }

  public static Behavior<Command> create(String journal, String id) {
    return create(journal, id, Optional.empty());
  }

  public static Behavior<Command> create(String journal, String id, Optional<Config> pluginConfig) {
    return Behaviors.setup(_ -> new Notebook(journal, id, pluginConfig));
  }

  @Override
  public String journalPluginId() {
    return journal;
  }

  @Override
  public String snapshotPluginId() {
    return "pekko.persistence.no-snapshot-store";
  }

  @Override
  public Optional<Config> journalPluginConfig() {
    return pluginConfig;
  }

  @Override
  public Optional<Config> snapshotPluginConfig() {
    return pluginConfig;
  }

  @Override
  public PVector<String> emptyState() {
    return TreePVector.empty();
  }

  @Override
  public CommandHandler<Command, String, PVector<String>> commandHandler() {
    return (lines, command) ->
        switch (command) {
          case Write write ->
              Effect().persist(write.line()).thenReply(write.replyTo(), _ -> Done.getInstance());
          case WriteAll write ->
              Effect().persist(write.lines()).thenReply(write.replyTo(), _ -> Done.getInstance());
          case Read read -> Effect().reply(read.replyTo(), lines);
          case Stop _ -> Effect().stop();
        };
  }

  @Override
  public EventHandler<PVector<String>, String> eventHandler() {
    return PVector::plus;
  }
}
