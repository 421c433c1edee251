package crowdstart.loadtest.launch;

import crowdstart.loadtest.process.ProcessTimes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** Processor and memory of each process, and the processor of the whole machine, by the second. */
final class Usage {
  /** The name under which the whole machine stands. */
  static final String MACHINE = "machine";

  /** The name of what nobody here used: other programs of the machine, and this command itself. */
  static final String OTHERS = "others";

  private static final Path PROC = Path.of("/proc");
  private static final double KIB_PER_MIB = 1_024;

  /** One second: cores in use and MiB resident, by process. */
  record Moment(Map<String, Double> cores, Map<String, Double> mib) {}

  private final List<Watched> processes;
  private final Map<String, Double> before = new HashMap<>();
  private final TreeMap<Long, Moment> moments = new TreeMap<>();
  private long beforeNanos;

  Usage(List<Watched> processes) {
    this.processes = List.copyOf(processes);
    sample(0);
    moments.clear();
  }

  /** Reads everything; what was used since the last time goes to this second. */
  void sample(long epochSecond) {
    long now = System.nanoTime();
    double elapsed = Math.max(0.01, (now - beforeNanos) / 1e9);
    beforeNanos = now;
    Map<String, Double> cores = new HashMap<>();
    Map<String, Double> mib = new HashMap<>();
    double all = since(MACHINE, ProcessTimes.ofAll()) / elapsed;
    double ours = 0;
    for (Watched process : processes) {
      double time =
          process.isTree() ? ProcessTimes.ofTree(process.pid()) : ProcessTimes.of(process.pid());
      double used = since(process.name() + process.pid(), time) / elapsed;
      ours += used;
      cores.merge(process.name(), used, Double::sum);
      mib.merge(process.name(), mib(process), Double::sum);
    }
    cores.put(MACHINE, all);
    cores.put(OTHERS, Math.max(0, all - ours));
    moments.put(epochSecond, new Moment(cores, mib));
  }

  NavigableMap<Long, Moment> moments() {
    return new TreeMap<>(moments);
  }

  private double since(String name, double total) {
    Double last = before.put(name, total);
    return last == null ? 0 : Math.max(0, total - last);
  }

  /** Shared memory is counted once for a tree. */
  private static double mib(Watched process) {
    double own = 0;
    double shared = 0;
    for (long pid : process.isTree() ? tree(process.pid()) : List.of(process.pid())) {
      Map<String, Double> status = status(pid);
      own += status.getOrDefault("RssAnon", 0.0);
      shared = Math.max(shared, status.getOrDefault("RssShmem", 0.0));
    }
    return (own + shared) / KIB_PER_MIB;
  }

  private static List<Long> tree(long root) {
    List<Long> all = new ArrayList<>(List.of(root));
    try (DirectoryStream<Path> directories = Files.newDirectoryStream(PROC, "[0-9]*")) {
      for (Path directory : directories) {
        long pid = Long.parseLong(String.valueOf(directory.getFileName()));
        if (ProcessTimes.parent(pid) == root) {
          all.add(pid);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return all;
  }

  /** The lines of its status that count kibibytes. */
  private static Map<String, Double> status(long pid) {
    Map<String, Double> values = new HashMap<>();
    try {
      for (String line : Files.readAllLines(PROC.resolve(pid + "/status"))) {
        int colon = line.indexOf(':');
        if (line.endsWith(" kB") && colon > 0) {
          values.put(
              line.substring(0, colon),
              Double.parseDouble(line.substring(colon + 1, line.length() - 3).strip()));
        }
      }
    } catch (IOException e) {
      // It has ended.
    }
    return values;
  }
}
