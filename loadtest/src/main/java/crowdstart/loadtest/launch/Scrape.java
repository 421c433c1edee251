package crowdstart.loadtest.launch;

import crowdstart.loadtest.process.Node;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** What the nodes tell on their management ports, summed over them, every few seconds. */
final class Scrape implements AutoCloseable {
  static final int EVERY_SECONDS = 2;

  static final String BATCHES = "crowdstart_gate_batch_commands_count";
  static final String BATCHED = "crowdstart_gate_batch_commands_sum";
  static final String GATE_SECONDS = "crowdstart_gate_commit_seconds_sum";
  static final String COLLECTION_SECONDS = "jvm_gc_pause_seconds_sum";

  static final List<String> JOURNALS =
      List.of("campaign-journal", "order-journal", "payment-journal");

  private static final Duration ANSWER_MAX = Duration.ofSeconds(2);

  private final List<URI> nodes;
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(ANSWER_MAX)
          .build();
  private final TreeMap<Long, Map<String, Double>> samples = new TreeMap<>();

  private final Thread thread = new Thread(this::run, "scrape");
  private volatile boolean isClosed;

  /** Begins at once, on a thread of its own: a busy node may take its time. */
  Scrape(List<Node> nodes) {
    this.nodes = nodes.stream().map(Node::metrics).toList();
    thread.setDaemon(true);
    thread.start();
  }

  private void run() {
    while (!isClosed) {
      long second = System.currentTimeMillis() / 1_000;
      try {
        if (second % EVERY_SECONDS == 0) {
          sample(second);
        }
        Thread.sleep(Math.max(1, (second + 1) * 1_000 - System.currentTimeMillis()));
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  static String commits(String journal) {
    return "crowdstart_journal_commits_total/" + journal;
  }

  static String events(String journal) {
    return "crowdstart_journal_events_total/" + journal;
  }

  private void sample(long epochSecond) throws InterruptedException {
    Map<String, Double> sum = new HashMap<>();
    for (URI node : nodes) {
      try {
        HttpRequest request = HttpRequest.newBuilder(node).timeout(ANSWER_MAX).GET().build();
        http.send(request, BodyHandlers.ofLines()).body().forEach(line -> add(line, sum));
      } catch (IOException e) {
        // A sum without this node would look like a fall: there is no sample then.
        return;
      }
    }
    synchronized (samples) {
      samples.put(epochSecond, sum);
    }
  }

  /**
   * How fast these counters rose, a second, one upon the other, at each sample.
   *
   * @param over the counter to divide by; empty divides by the seconds
   */
  NavigableMap<Long, Double> rise(String counter, String over) {
    TreeMap<Long, Double> rises = new TreeMap<>();
    Map.Entry<Long, Map<String, Double>> before = null;
    for (Map.Entry<Long, Map<String, Double>> now : snapshot().entrySet()) {
      if (before != null) {
        double divisor =
            over.isEmpty()
                ? now.getKey() - before.getKey()
                : difference(over, before.getValue(), now.getValue());
        double risen = difference(counter, before.getValue(), now.getValue());
        rises.put(now.getKey(), divisor <= 0 ? Double.NaN : risen / divisor);
      }
      before = now;
    }
    return rises;
  }

  private NavigableMap<Long, Map<String, Double>> snapshot() {
    synchronized (samples) {
      return new TreeMap<>(samples);
    }
  }

  @Override
  public void close() {
    isClosed = true;
    thread.interrupt();
    http.shutdownNow();
  }

  private static double difference(
      String counter, Map<String, Double> before, Map<String, Double> now) {
    return now.getOrDefault(counter, 0.0) - before.getOrDefault(counter, 0.0);
  }

  private static void add(String line, Map<String, Double> sum) {
    int space = line.lastIndexOf(' ');
    if (space < 0 || line.startsWith("#") || !isWanted(line)) {
      return;
    }
    int brace = line.indexOf('{');
    String name = line.substring(0, brace < 0 ? space : brace);
    int journal = line.indexOf("journal=\"");
    if (journal >= 0) {
      int from = journal + "journal=\"".length();
      name += "/" + line.substring(from, line.indexOf('"', from));
    }
    sum.merge(name, Double.parseDouble(line.substring(space + 1)), Double::sum);
  }

  private static boolean isWanted(String line) {
    return line.startsWith("crowdstart_gate_")
        || line.startsWith("crowdstart_journal_")
        || line.startsWith(COLLECTION_SECONDS);
  }
}
