package crowdstart.feed;

import crowdstart.journal.Journals;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.pekko.actor.AbstractExtensionId;
import org.apache.pekko.actor.ClassicActorSystemProvider;
import org.apache.pekko.actor.ExtendedActorSystem;
import org.apache.pekko.actor.Extension;

/** The feeds that this node consumes: their gauges, and the bells that commits ring. */
public final class Feeds implements Extension {

  private static final Id ID = new Id();

  private final Map<String, FeedMeter> meters = new ConcurrentHashMap<>();
  private final Map<String, Set<FeedWake>> wakes = new ConcurrentHashMap<>();
  private final Map<String, FeedTail> tails = new ConcurrentHashMap<>();

  private Feeds(Journals journals) {
    journals.listen((journal, _, _) -> wakesOf(journal).forEach(FeedWake::ring));
  }

  public static Feeds of(ClassicActorSystemProvider system) {
    return ID.get(system);
  }

  /** A reading of every consumer that has run on this node. */
  public List<FeedState> states() {
    Instant now = Instant.now();
    return meters.entrySet().stream()
        .map(entry -> entry.getValue().state(entry.getKey(), now))
        .toList();
  }

  FeedMeter meter(String consumer) {
    return meters.computeIfAbsent(consumer, _ -> new FeedMeter());
  }

  FeedTail tail(String journal) {
    return tails.computeIfAbsent(journal, _ -> new FeedTail());
  }

  FeedWake openWake(String journal) {
    var wake = new FeedWake();
    wakesOf(journal).add(wake);
    return wake;
  }

  void closeWake(String journal, FeedWake wake) {
    wakesOf(journal).remove(wake);
  }

  private Set<FeedWake> wakesOf(String journal) {
    return wakes.computeIfAbsent(journal, _ -> ConcurrentHashMap.newKeySet());
  }

  private static final class Id extends AbstractExtensionId<Feeds> {

    @Override
    public Feeds createExtension(ExtendedActorSystem system) {
      return new Feeds(Journals.of(system));
    }
  }
}
