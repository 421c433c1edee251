package crowdstart.journal;

import com.typesafe.config.Config;
import crowdstart.database.Pool;
import crowdstart.database.Pools;
import crowdstart.database.SlickPools;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.apache.pekko.NotUsed;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.actor.Scheduler;
import org.apache.pekko.japi.Pair;
import org.apache.pekko.persistence.PersistentRepr;
import org.apache.pekko.persistence.jdbc.PekkoSerialization$;
import org.apache.pekko.persistence.jdbc.config.JournalConfig;
import org.apache.pekko.persistence.jdbc.journal.dao.DefaultJournalDao;
import org.apache.pekko.persistence.jdbc.journal.dao.JournalTables.JournalPekkoSerializationRow;
import org.apache.pekko.serialization.Serialization;
import org.apache.pekko.stream.Materializer;
import org.apache.pekko.stream.scaladsl.Source;
import scala.Option;
import scala.Tuple2;
import scala.collection.immutable.Seq;
import scala.collection.immutable.Set;
import scala.concurrent.ExecutionContext;
import scala.concurrent.Future;
import scala.concurrent.Future$;
import scala.concurrent.Promise;
import scala.concurrent.duration.FiniteDuration;
import scala.jdk.javaapi.CollectionConverters;
import scala.runtime.BoxedUnit;
import scala.util.Try;
import slick.jdbc.JdbcBackend;
import slick.jdbc.JdbcProfile;

/**
 * Writes events and reads recoveries for many entities at a time, by plain JDBC. Deletes stay with
 * the plugin. Named as {@code dao} in a journal's section, and made by the plugin.
 *
 * <p>The section has the plugin's keys {@code bufferSize} (writes that may wait; one more fails),
 * {@code batchSize} (writes in a transaction), {@code parallelism} (transactions at once) and
 * {@code replayBatchSize} (events of an entity read at once), and ours: {@code pool}, {@code
 * read-queue-max}, {@code read-batch-max}, {@code read-parallelism} and {@code gives-way} (see
 * {@link Coalescer.Shape}).
 */
public final class BatchingJournalDao extends DefaultJournalDao {

  private final Serialization serialization;
  private final JournalCounters counters;
  private final Coalescer<PendingWrite> writes;
  private final Coalescer<JournalReader.HighestRead> highestReads;
  private final Coalescer<JournalReader.EventsRead> eventReads;

  public BatchingJournalDao(
      JdbcBackend.JdbcDatabaseDef database,
      JdbcProfile profile,
      JournalConfig config,
      Serialization serialization,
      ExecutionContext executionContext,
      Materializer materializer) {
    super(database, profile, config, serialization, executionContext, materializer);
    this.serialization = serialization;
    ActorSystem system = materializer.system();
    String table = table(config);
    Pools pools = SlickPools.of(system);
    Pool pool = SlickPools.poolOf(database);
    // A journal's plugin id and its pool's id are the same word.
    Config section = system.settings().config().getConfig(pool.id());
    this.counters = Journals.of(system).counters(pool.id());

    var writer = new JournalWriter(pools.source(pool), table, counters);
    var base = config.daoConfig();
    boolean givesWay = section.getBoolean("gives-way");
    var writeShape =
        new Coalescer.Shape(base.bufferSize(), base.batchSize(), base.parallelism(), givesWay);
    var writers = Workers.named(pool.id() + "-write", base.parallelism());
    this.writes = new Coalescer<>(writeShape, writers, writer::write);

    var reader = new JournalReader(pools.source(pool), table, counters);
    var readShape =
        new Coalescer.Shape(
            section.getInt("read-queue-max"),
            section.getInt("read-batch-max"),
            section.getInt("read-parallelism"),
            givesWay);
    var readers = Workers.named(pool.id() + "-read", readShape.parallelism());
    this.highestReads = new Coalescer<>(readShape, readers, reader::readHighest);
    this.eventReads = new Coalescer<>(readShape, readers, reader::readEvents);
    counters.watch(writes::queued, () -> highestReads.queued() + eventReads.queued());
  }

  @Override
  public Future<BoxedUnit> queueWriteJournalRows(
      Seq<Tuple2<JournalPekkoSerializationRow, Set<String>>> rows) {
    var tagged = CollectionConverters.asJava(rows);
    if (tagged.isEmpty()) {
      return Future.successful(BoxedUnit.UNIT);
    }
    if (tagged.stream().anyMatch(row -> row._2().nonEmpty())) {
      return Future$.MODULE$.failed(new UnsupportedOperationException("this journal has no tags"));
    }
    Promise<BoxedUnit> done = Promise.apply();
    var write = new PendingWrite(tagged.stream().map(Tuple2::_1).toList(), done);
    if (!writes.offer(write)) {
      counters.failed();
      return Future$.MODULE$.failed(new QueueFullException("writes", baseDaoConfig().bufferSize()));
    }
    return done.future();
  }

  @Override
  public Future<Object> highestSequenceNr(String persistenceId, long fromSequenceNr) {
    Promise<Object> done = Promise.apply();
    if (!highestReads.offer(new JournalReader.HighestRead(persistenceId, done))) {
      return Future$.MODULE$.failed(new QueueFullException("recoveries", highestReads.queued()));
    }
    return done.future();
  }

  /**
   * Reads page by page up to the end. Only recovery calls this, so there is nothing to wait for at
   * the end; the plugin's own version would stop early at a gap left by deleted events.
   */
  @Override
  public Source<Try<Tuple2<PersistentRepr, Object>>, NotUsed> messagesWithBatch(
      String persistenceId,
      long fromSequenceNr,
      long toSequenceNr,
      int batchSize,
      Option<Tuple2<FiniteDuration, Scheduler>> refreshInterval) {
    if (refreshInterval.isDefined()) {
      throw new UnsupportedOperationException("this journal is followed by its feed");
    }
    return org.apache.pekko.stream.javadsl.Source.unfoldAsync(
            fromSequenceNr,
            from ->
                from > toSequenceNr
                    ? CompletableFuture.completedFuture(Optional.empty())
                    : page(persistenceId, from, toSequenceNr, batchSize))
        .mapConcat(page -> page)
        .map(this::deserialized)
        .asScala();
  }

  @Override
  public Source<Try<Tuple2<PersistentRepr, Object>>, NotUsed> messages(
      String persistenceId, long fromSequenceNr, long toSequenceNr, long max) {
    return org.apache.pekko.stream.javadsl.Source.completionStage(
            read(persistenceId, fromSequenceNr, toSequenceNr, max))
        .mapConcat(rows -> rows)
        .map(this::deserialized)
        .asScala()
        .mapMaterializedValue(_ -> NotUsed.getInstance());
  }

  private CompletableFuture<Optional<Pair<Long, List<JournalPekkoSerializationRow>>>> page(
      String persistenceId, long from, long to, int size) {
    return read(persistenceId, from, to, size)
        .thenApply(rows -> {
          long next = rows.size() < size ? Long.MAX_VALUE : rows.getLast().sequenceNumber() + 1;
          return Optional.of(Pair.create(next, rows));
        });
  }

  private CompletableFuture<List<JournalPekkoSerializationRow>> read(
      String persistenceId, long from, long to, long max) {
    var done = new CompletableFuture<List<JournalPekkoSerializationRow>>();
    if (!eventReads.offer(new JournalReader.EventsRead(persistenceId, from, to, max, done))) {
      done.completeExceptionally(new QueueFullException("recoveries", eventReads.queued()));
    }
    return done;
  }

  private Try<Tuple2<PersistentRepr, Object>> deserialized(JournalPekkoSerializationRow row) {
    return PekkoSerialization$.MODULE$.fromRow(serialization, row);
  }

  private static String table(JournalConfig config) {
    var table = config.eventJournalTableConfiguration();
    return table.schemaName().isEmpty()
        ? table.tableName()
        : table.schemaName().get() + "." + table.tableName();
  }
}
