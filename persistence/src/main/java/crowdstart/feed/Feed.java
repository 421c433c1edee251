package crowdstart.feed;

import crowdstart.database.Journal;
import crowdstart.database.Pool;
import crowdstart.database.SlickPools;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.apache.pekko.NotUsed;
import org.apache.pekko.actor.ClassicActorSystemProvider;
import org.apache.pekko.japi.Pair;
import org.apache.pekko.projection.javadsl.SourceProvider;
import org.apache.pekko.serialization.SerializationExtension;
import org.apache.pekko.stream.javadsl.Source;

/**
 * One consumer's feed of a journal, in pages: what was read together is handled together. The
 * offset is {@link FeedOffset#toString}. For single events, {@link #events}.
 *
 * <p>Every event is delivered, in order for each entity. How often, the projection decides: once
 * when it stores the offset in the transaction of its effects, at least once otherwise.
 */
public final class Feed<E> extends SourceProvider<String, FeedPage<E>> {

  // A feed waits most of the time, and a waiting virtual thread costs no thread.
  private static final Executor THREADS = task -> Thread.ofVirtual().name("feed").start(task);

  private final String journal;
  private final FeedQuery query;
  private final Class<E> type;
  private final FeedSettings settings;
  private final Feeds feeds;
  private final FeedMeter meter;

  /**
   * A feed for one consumer.
   *
   * @param consumer its name in the metrics
   * @param journal the plugin id of the journal, such as {@code order-journal}
   * @param type what all its events are
   */
  public Feed(
      ClassicActorSystemProvider system,
      String consumer,
      String journal,
      Class<E> type,
      FeedSettings settings) {
    this(system, consumer, journal, type, settings, Pool.FEED);
  }

  /**
   * As above, on connections of another pool: for what shall not wait for other feeds.
   *
   * @param pool of the main database; a journal that has its own is read there
   */
  public Feed(
      ClassicActorSystemProvider system,
      String consumer,
      String journal,
      Class<E> type,
      FeedSettings settings,
      Pool pool) {
    var classic = system.classicSystem();
    String schema =
        classic.settings().config().getString(journal + ".tables.event_journal.schemaName");
    this.journal = journal;
    this.query =
        new FeedQuery(
            SlickPools.of(classic).reader(Journal.ofId(journal), pool),
            schema + ".event_journal",
            SerializationExtension.get(classic));
    this.type = type;
    this.settings = settings;
    this.feeds = Feeds.of(system);
    this.meter = feeds.meter(consumer);
  }

  @Override
  public CompletionStage<Source<FeedPage<E>, NotUsed>> source(
      Supplier<CompletionStage<Optional<String>>> offset) {
    return offset
        .get()
        .thenApply(stored -> after(stored.map(FeedOffset::parse).orElse(FeedOffset.START)));
  }

  @Override
  public String extractOffset(FeedPage<E> page) {
    return page.offset().toString();
  }

  @Override
  public long extractCreationTime(FeedPage<E> page) {
    return page.events().getFirst().written().toEpochMilli();
  }

  /** A page has taken effect, or is about to. */
  void handled(FeedPage<E> page) {
    meter.handled(page.events().size());
  }

  /** The same feed, an event at a time. */
  public SourceProvider<String, FeedEvent<E>> events() {
    return new Events<>(this);
  }

  private Source<FeedPage<E>, NotUsed> after(FeedOffset start) {
    return Source.lazySource(() -> follow(start)).mapMaterializedValue(_ -> NotUsed.getInstance());
  }

  private Source<FeedPage<E>, NotUsed> follow(FeedOffset start) {
    FeedWake wake = feeds.openWake(journal);
    var reader = new FeedReader<>(feeds.tail(journal), query, type, settings, wake, meter);
    return Source.unfoldAsync(start, offset -> next(reader, offset))
        .watchTermination((_, ended) -> {
          ended.whenComplete((_, failure) -> {
            reader.stop();
            if (failure == null) {
              // Another node goes on with it.
              meter.forget();
            }
            feeds.closeWake(journal, wake);
          });
          return NotUsed.getInstance();
        });
  }

  private CompletionStage<Optional<Pair<FeedOffset, FeedPage<E>>>> next(
      FeedReader<E> reader, FeedOffset after) {
    var found = new CompletableFuture<Optional<Pair<FeedOffset, FeedPage<E>>>>();
    THREADS.execute(() -> {
      try {
        found.complete(reader.next(after).map(page -> Pair.create(page.offset(), page)));
      } catch (Throwable e) {
        // Errors as well: a feed that is not answered stands still without a word.
        found.completeExceptionally(e);
      }
    });
    return found;
  }

  private static final class Events<E> extends SourceProvider<String, FeedEvent<E>> {

    private final Feed<E> pages;

    Events(Feed<E> pages) {
      this.pages = pages;
    }

    @Override
    public CompletionStage<Source<FeedEvent<E>, NotUsed>> source(
        Supplier<CompletionStage<Optional<String>>> offset) {
      return pages.source(offset).thenApply(source -> source.mapConcat(FeedPage::events));
    }

    @Override
    public String extractOffset(FeedEvent<E> event) {
      return event.offset().toString();
    }

    @Override
    public long extractCreationTime(FeedEvent<E> event) {
      return event.written().toEpochMilli();
    }
  }
}
