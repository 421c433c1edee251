package crowdstart.stream;

import crowdstart.database.Pool;
import crowdstart.feed.Feed;
import crowdstart.feed.FeedEvent;
import crowdstart.feed.FeedPage;
import crowdstart.feed.FeedSettings;
import crowdstart.feed.FeedTeller;
import crowdstart.feed.Projections;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.apache.pekko.actor.typed.ActorSystem;

/**
 * Tells entities of one stream what a journal of another says: at least once, in the order of the
 * journal for each entity. Whoever does not answer is told again with the whole page, and nothing
 * behind it is passed over meanwhile; so whoever is told twice must not mind.
 */
final class Notices<E> implements FeedTeller<E> {
  /** How many are told at once; each has to be read back from its journal first. */
  private static final int NOTICES_MAX = 256;

  private final Reader<E> reader;

  /** Tells one entity. */
  @FunctionalInterface
  interface Notice {
    /** True once it has answered; false when nobody can say, so that it is told again. */
    CompletionStage<Boolean> tell();
  }

  /** Finds out who has to be told of an event. */
  @FunctionalInterface
  interface Reader<E> {
    void read(FeedEvent<E> event, Consumer<Notice> notices);
  }

  private Notices(Reader<E> reader) {
    this.reader = reader;
  }

  /**
   * Begins to tell, on one node of the cluster.
   *
   * @param name of the consumer: its offset and its metrics are kept under it
   * @param eventsPerPageMax how many events are told of before the offset is stored
   * @param pool whose connections it reads and keeps its offset with
   */
  static <E> void start(
      ActorSystem<?> system,
      String name,
      String journal,
      Class<E> type,
      int eventsPerPageMax,
      Pool pool,
      Reader<E> reader) {
    FeedSettings settings = FeedSettings.ofPages(eventsPerPageMax);
    Feed<E> feed = new Feed<>(system, name, journal, type, settings, pool);
    Projections.runOnOneNode(
        system, name, Projections.telling(system, name, feed, new Notices<>(reader), pool));
  }

  @Override
  public void tell(FeedPage<E> page) {
    List<Notice> notices = new ArrayList<>();
    page.events().forEach(event -> reader.read(event, notices::add));
    for (int from = 0; from < notices.size(); from += NOTICES_MAX) {
      tell(notices.subList(from, Math.min(from + NOTICES_MAX, notices.size())));
    }
  }

  private static void tell(List<Notice> notices) {
    List<CompletionStage<Boolean>> answers = notices.stream().map(Notice::tell).toList();
    for (CompletionStage<Boolean> answer : answers) {
      if (!answer.toCompletableFuture().join()) {
        throw new IllegalStateException("an entity did not answer; its page is told again");
      }
    }
  }
}
