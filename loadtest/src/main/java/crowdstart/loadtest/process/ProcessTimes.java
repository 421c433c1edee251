package crowdstart.loadtest.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Processor time of processes, from Linux's /proc, in seconds. */
public final class ProcessTimes {
  /** Linux reports times in hundredths of a second on every architecture that this runs on. */
  private static final double TICKS_PER_SECOND = 100;

  private static final Path PROC = Path.of("/proc");

  /**
   * A process as /proc shows it; {@code ofEndedChildren} is the time of children that it waited
   * for.
   */
  record Stat(long pid, long parent, double own, double ofEndedChildren) {}

  private ProcessTimes() {}

  public static double of(long pid) {
    return stat(PROC.resolve(Long.toString(pid))).map(Stat::own).orElse(0.0);
  }

  /** A process with its children, those that have ended included. */
  public static double ofTree(long root) {
    double total = 0;
    try (DirectoryStream<Path> processes = Files.newDirectoryStream(PROC, "[0-9]*")) {
      for (Path process : processes) {
        total +=
            stat(process)
                .filter(stat -> stat.pid() == root || stat.parent() == root)
                .map(stat -> stat.own() + (stat.pid() == root ? stat.ofEndedChildren() : 0))
                .orElse(0.0);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return total;
  }

  /** Everything that ran on this machine, idle time left out. */
  public static double ofAll() {
    String line = lines(PROC.resolve("stat")).getFirst();
    String[] fields = line.strip().split(" +", -1);
    double total = 0;
    for (int i = 1; i < Math.min(fields.length, 9); i++) {
      boolean idle = i == 4 || i == 5;
      total += idle ? 0 : Long.parseLong(fields[i]);
    }
    return total / TICKS_PER_SECOND;
  }

  public static long parent(long pid) {
    return stat(PROC.resolve(Long.toString(pid))).map(Stat::parent).orElse(0L);
  }

  public static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Optional<Stat> stat(Path process) {
    try {
      return Optional.of(parse(Files.readString(process.resolve("stat"))));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      // A process that ends while it is read says so in several ways; either way it is gone.
      return Optional.empty();
    }
  }

  /**
   * The command, second field, stands in parentheses and may hold anything, spaces and parentheses
   * too.
   */
  public static Stat parse(String text) {
    int end = text.lastIndexOf(')');
    String[] fields = text.substring(end + 2).strip().split(" ", -1);
    return new Stat(
        Long.parseLong(text.substring(0, text.indexOf(' '))),
        Long.parseLong(fields[1]),
        (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / TICKS_PER_SECOND,
        (Long.parseLong(fields[13]) + Long.parseLong(fields[14])) / TICKS_PER_SECOND);
  }
}
