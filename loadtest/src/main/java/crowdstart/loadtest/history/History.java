package crowdstart.loadtest.history;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The operations of a run, written as they end. Safe for use by many threads. */
public final class History implements AutoCloseable {
  /** In the directory of a run. */
  public static final String FILE = "history.jsonl";

  private final BufferedWriter file;
  private final long began = System.nanoTime();
  private final Map<Operation.Identity, Operation> unresolved = new LinkedHashMap<>();
  private final Map<Kind, Map<Outcome, Integer>> counts = new EnumMap<>(Kind.class);
  private long operations;

  private History(BufferedWriter file) {
    this.file = file;
  }

  /** Begins an empty history; one that stands there is overwritten. */
  public static History create(Path directory) throws IOException {
    Files.createDirectories(directory);
    return new History(Files.newBufferedWriter(directory.resolve(FILE)));
  }

  /** Reads a whole history, in the order in which its operations ended. */
  public static List<Operation> read(Path directory) throws IOException {
    List<Operation> operations = new ArrayList<>();
    try (Stream<String> lines = Files.lines(directory.resolve(FILE))) {
      for (String line : (Iterable<String>) lines::iterator) {
        operations.add(Lines.read(line));
      }
    }
    return operations;
  }

  /** Nanoseconds since the run began. */
  public long now() {
    return System.nanoTime() - began;
  }

  /** Takes an operation that has ended; its number is given here. */
  public synchronized Operation add(Operation ended) {
    Operation operation = numbered(ended, ++operations);
    try {
      file.write(Lines.write(operation));
      file.newLine();
    } catch (IOException e) {
      throw new UncheckedIOException("the history cannot be written", e);
    }
    counts
        .computeIfAbsent(operation.kind(), _ -> new EnumMap<>(Outcome.class))
        .merge(operation.outcome(), 1, Integer::sum);
    if (operation.isKnown()) {
      Operation before = unresolved.get(operation.identity());
      // What began before the unknown one ended may have been decided before it.
      if (before != null && before.isBefore(operation)) {
        unresolved.remove(operation.identity());
      }
    } else if (operation.kind().isChange()) {
      unresolved.put(operation.identity(), operation);
    }
    return operation;
  }

  /** Changes whose outcome nobody knows yet; the last of each. */
  public synchronized List<Operation> unresolved() {
    return List.copyOf(unresolved.values());
  }

  public synchronized long operations() {
    return operations;
  }

  /** How many of each kind ended how. */
  public synchronized Map<Kind, Map<Outcome, Integer>> counts() {
    Map<Kind, Map<Outcome, Integer>> copy = new EnumMap<>(Kind.class);
    counts.forEach((kind, outcomes) -> copy.put(kind, Map.copyOf(outcomes)));
    return copy;
  }

  @Override
  public synchronized void close() throws IOException {
    file.close();
  }

  private static Operation numbered(Operation it, long number) {
    return new Operation(
        number,
        it.client(),
        it.kind(),
        it.node(),
        it.subject(),
        it.key(),
        it.asked(),
        it.invoked(),
        it.completed(),
        it.outcome(),
        it.status(),
        it.refusal(),
        it.isReplayed(),
        it.answer());
  }
}
