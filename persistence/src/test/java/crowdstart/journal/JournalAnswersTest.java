package crowdstart.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Proxy;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import javax.sql.DataSource;
import org.apache.pekko.persistence.jdbc.journal.dao.JournalTables.JournalPekkoSerializationRow;
import org.junit.jupiter.api.Test;
import scala.concurrent.Promise;
import scala.runtime.BoxedUnit;

/** Whoever asks the journal is answered, also when what fails is no exception. */
class JournalAnswersTest {
  private final Error error = new LinkageError("for this test");

  private final JournalCounters counters = new JournalCounters("order-journal", List.of());
  private final DataSource source =
      (DataSource)
          Proxy.newProxyInstance(
              DataSource.class.getClassLoader(),
              new Class<?>[] {DataSource.class},
              (_, _, _) -> {
                throw error;
              });

  @Test
  void everyWriteIsAnswered() {
    Promise<BoxedUnit> done = Promise.apply();
    new JournalWriter(source, "journal", counters)
        .write(List.of(new PendingWrite(List.of(), done)));
    assertThat(done.future().value().get().failed().get()).hasRootCause(error);
  }

  @Test
  void everyReadIsAnswered() {
    JournalReader reader = new JournalReader(source, "journal", counters);
    Promise<Object> highest = Promise.apply();
    reader.readHighest(List.of(new JournalReader.HighestRead("order|1", highest)));
    assertThat(highest.future().value().get().failed().get()).hasRootCause(error);

    var events = new CompletableFuture<List<JournalPekkoSerializationRow>>();
    reader.readEvents(List.of(new JournalReader.EventsRead("order|1", 1, 2, 2, events)));
    assertThatThrownBy(events::join).hasRootCause(error);
  }
}
