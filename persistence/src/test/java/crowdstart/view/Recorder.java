package crowdstart.view;

import java.util.List;
import org.apache.pekko.Done;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.persistence.typed.PersistenceId;
import org.apache.pekko.persistence.typed.javadsl.CommandHandler;
import org.apache.pekko.persistence.typed.javadsl.EventHandler;
import org.apache.pekko.persistence.typed.javadsl.EventSourcedBehavior;

/** An entity without rules, for tests: it stores the events that it is given. */
public final class Recorder<E> extends EventSourcedBehavior<Recorder.Store<E>, E, Done> {

  public record Store<E>(List<E> events, ActorRef<Done> replyTo) {}

  private final String journal;

  private Recorder(String journal, PersistenceId id) {
    super(id);
    this.journal = journal;
  }

  public static <E> Behavior<Store<E>> create(String journal, String type, String id) {
    return Behaviors.setup(_ -> new Recorder<>(journal, PersistenceId.of(type, id)));
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
  public Done emptyState() {
    return Done.getInstance();
  }

  @Override
  public CommandHandler<Store<E>, E, Done> commandHandler() {
    return (_, record) ->
        Effect().persist(record.events()).thenReply(record.replyTo(), _ -> Done.getInstance());
  }

  @Override
  public EventHandler<Done, E> eventHandler() {
    return (done, _) -> done;
  }
}
