package crowdstart.testing;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.pekko.persistence.PersistentRepr;
import org.jspecify.annotations.Nullable;

/**
 * The journals of one actor system, in memory and in the test's hand: a write can be held back,
 * fail with or without being stored, or be rejected.
 */
public final class Journal {
  private static final Map<String, Journal> BY_SYSTEM = new ConcurrentHashMap<>();

  /** What becomes of the next write. */
  public enum Fault {
    /** It fails, and is not stored. */
    LOST,
    /** It fails, and yet is stored: nobody can know. */
    STORED_UNKNOWN,
    /** The journal refuses it for what it is. */
    REJECTED
  }

  private final Map<String, List<PersistentRepr>> rows = new HashMap<>();
  private final Map<String, String> plugins = new HashMap<>();
  private final Map<String, Long> readFrom = new HashMap<>();
  private final ArrayDeque<Fault> faults = new ArrayDeque<>();
  private CompletableFuture<@Nullable Void> open = CompletableFuture.completedFuture(null);
  private int waiting;

  private Journal() {}

  public static Journal of(String system) {
    return BY_SYSTEM.computeIfAbsent(system, _ -> new Journal());
  }

  /** From now on writes wait. */
  public synchronized void hold() {
    open = new CompletableFuture<>();
  }

  public void release() {
    CompletableFuture<@Nullable Void> held;
    synchronized (this) {
      held = open;
    }
    held.complete(null);
  }

  /** How many writes have been asked for and are held back. */
  public synchronized int waiting() {
    return waiting;
  }

  public synchronized void failNext(Fault fault) {
    faults.add(fault);
  }

  /** What is stored of an entity, in order. */
  public synchronized List<Object> events(String persistenceId) {
    return rows.getOrDefault(persistenceId, List.of()).stream()
        .map(PersistentRepr::payload)
        .toList();
  }

  /** The plugin that an entity was written to. */
  public synchronized @Nullable String plugin(String persistenceId) {
    return plugins.get(persistenceId);
  }

  synchronized CompletableFuture<@Nullable Void> await() {
    waiting++;
    return open.thenRun(this::arrived);
  }

  private synchronized void arrived() {
    waiting--;
  }

  synchronized @Nullable Fault nextFault() {
    return faults.poll();
  }

  synchronized void store(String plugin, List<PersistentRepr> events) {
    for (PersistentRepr event : events) {
      plugins.put(event.persistenceId(), plugin);
      List<PersistentRepr> all =
          rows.computeIfAbsent(event.persistenceId(), _ -> new ArrayList<>());
      if (event.sequenceNr() != all.size() + 1) {
        throw new IllegalStateException("K2: a gap, or two writers, at " + event);
      }
      all.add(event);
    }
  }

  /** The first sequence number that the entity's last recovery asked for. */
  public synchronized long readFrom(String persistenceId) {
    return readFrom.getOrDefault(persistenceId, 0L);
  }

  synchronized List<PersistentRepr> read(String persistenceId, long from, long to) {
    readFrom.put(persistenceId, from);
    return rows.getOrDefault(persistenceId, List.of()).stream()
        .filter(row -> row.sequenceNr() >= from && row.sequenceNr() <= to)
        .toList();
  }

  synchronized long highest(String persistenceId) {
    return rows.getOrDefault(persistenceId, List.of()).size();
  }
}
