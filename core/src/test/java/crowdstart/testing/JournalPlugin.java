package crowdstart.testing;

import com.typesafe.config.Config;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.apache.pekko.persistence.AtomicWrite;
import org.apache.pekko.persistence.PersistentRepr;
import org.apache.pekko.persistence.journal.japi.AsyncWriteJournal;
import org.jspecify.annotations.Nullable;
import scala.concurrent.Future;
import scala.jdk.javaapi.CollectionConverters;
import scala.jdk.javaapi.FutureConverters;

/** Hands the writes of a plugin id to the {@link Journal} of its actor system. */
public final class JournalPlugin extends AsyncWriteJournal {
  private final Journal journal = Journal.of(context().system().name());
  private final String plugin;

  public JournalPlugin(Config config, String plugin) {
    this.plugin = plugin;
  }

  @Override
  public Future<Iterable<Optional<Exception>>> doAsyncWriteMessages(Iterable<AtomicWrite> writes) {
    List<List<PersistentRepr>> all = new ArrayList<>();
    writes.forEach(write -> all.add(List.copyOf(CollectionConverters.asJava(write.payload()))));
    CompletionStage<Iterable<Optional<Exception>>> written =
        journal.await().thenApply(_ -> all.stream().map(this::write).toList());
    return FutureConverters.asScala(written);
  }

  private Optional<Exception> write(List<PersistentRepr> events) {
    Journal.Fault fault = journal.nextFault();
    if (fault == null) {
      journal.store(plugin, events);
      return Optional.empty();
    }
    return switch (fault) {
      case LOST -> throw new IllegalStateException("the test lost this write");
      case STORED_UNKNOWN -> {
        journal.store(plugin, events);
        throw new IllegalStateException("the test lost the answer to this write");
      }
      case REJECTED -> Optional.of(new IllegalArgumentException("the test rejects this write"));
    };
  }

  @Override
  public Future<@Nullable Void> doAsyncDeleteMessagesTo(String persistenceId, long to) {
    return FutureConverters.asScala(
        CompletableFuture.failedStage(new UnsupportedOperationException("nothing is deleted")));
  }

  @Override
  public Future<@Nullable Void> doAsyncReplayMessages(
      String persistenceId, long from, long to, long most, Consumer<PersistentRepr> replay) {
    journal.read(persistenceId, from, to).stream().limit(most).forEach(replay);
    return FutureConverters.asScala(CompletableFuture.completedStage(null));
  }

  @Override
  public Future<Long> doAsyncReadHighestSequenceNr(String persistenceId, long from) {
    return FutureConverters.asScala(
        CompletableFuture.completedStage(journal.highest(persistenceId)));
  }
}
