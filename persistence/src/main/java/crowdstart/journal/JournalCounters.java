package crowdstart.journal;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.IntSupplier;

/** Counts what one journal does, and tells those who listen. */
final class JournalCounters {

  private final String journal;
  private final List<JournalListener> listeners;
  private final List<IntSupplier> writeQueues = new CopyOnWriteArrayList<>();
  private final List<IntSupplier> readQueues = new CopyOnWriteArrayList<>();
  private final LongAdder commits = new LongAdder();
  private final LongAdder events = new LongAdder();
  private final LongAdder commitNanos = new LongAdder();
  private final LongAdder failures = new LongAdder();
  private final LongAdder reads = new LongAdder();
  private final LongAdder queries = new LongAdder();

  JournalCounters(String journal, List<JournalListener> listeners) {
    this.journal = journal;
    this.listeners = listeners;
  }

  /** A restarted journal brings new queues; the old ones run empty. */
  void watch(IntSupplier writeQueue, IntSupplier readQueue) {
    writeQueues.add(writeQueue);
    readQueues.add(readQueue);
  }

  void committed(int count, long nanos) {
    commits.increment();
    events.add(count);
    commitNanos.add(nanos);
    for (JournalListener listener : listeners) {
      listener.committed(journal, count, nanos);
    }
  }

  void failed() {
    failures.increment();
  }

  void read(int entities) {
    queries.increment();
    reads.add(entities);
  }

  JournalState state() {
    return new JournalState(
        journal,
        sum(writeQueues),
        sum(readQueues),
        commits.sum(),
        events.sum(),
        commitNanos.sum(),
        failures.sum(),
        reads.sum(),
        queries.sum());
  }

  private static int sum(List<IntSupplier> queues) {
    return queues.stream().mapToInt(IntSupplier::getAsInt).sum();
  }
}
