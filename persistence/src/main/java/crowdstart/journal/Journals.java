package crowdstart.journal;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.pekko.actor.AbstractExtensionId;
import org.apache.pekko.actor.ClassicActorSystemProvider;
import org.apache.pekko.actor.ExtendedActorSystem;
import org.apache.pekko.actor.Extension;

/** The journals of an actor system: their gauges, and who hears of their commits. */
public final class Journals implements Extension {

  private static final Id ID = new Id();

  private final List<JournalListener> listeners = new CopyOnWriteArrayList<>();
  private final Map<String, JournalCounters> counters = new ConcurrentHashMap<>();

  private Journals() {}

  public static Journals of(ClassicActorSystemProvider system) {
    return ID.get(system);
  }

  /** Calls the listener from now on. A listener stays until the system ends. */
  public void listen(JournalListener listener) {
    listeners.add(listener);
  }

  /** A reading of every journal that has been used. */
  public List<JournalState> states() {
    return counters.values().stream().map(JournalCounters::state).toList();
  }

  JournalCounters counters(String journal) {
    return counters.computeIfAbsent(journal, name -> new JournalCounters(name, listeners));
  }

  private static final class Id extends AbstractExtensionId<Journals> {

    @Override
    public Journals createExtension(ExtendedActorSystem system) {
      return new Journals();
    }
  }
}
