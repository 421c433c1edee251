package crowdstart.loadtest;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import crowdstart.loadtest.measure.Latency;
import crowdstart.loadtest.measure.Result;
import crowdstart.loadtest.watch.WatchResult;
import crowdstart.loadtest.watch.WatchRun;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Results, for people and as JSON. */
final class Print {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  /** The JSON file of a single run. */
  record Report(String profile, List<String> wrong, Result result) {}

  private Print() {}

  static void result(Result result, int sampled, List<String> wrong) {
    System.out.printf(
        "done %d (%.0f a second), refused %d %s, unknown %d %s%n",
        result.done(),
        result.doneRate(),
        result.refusedCount(),
        result.refused(),
        result.unknownCount(),
        result.unknown());
    System.out.println("latency   " + line(result.latency()));
    if (result.refusedCount() > 0) {
      System.out.println("refusals  " + line(result.refusedLatency()));
    }
    System.out.printf(
        "%d sampled orders looked up and repeated, %d wrong%n", sampled, wrong.size());
    wrong.forEach(System.out::println);
  }

  static void watched(WatchRun.Outcome outcome) {
    WatchResult watched = outcome.watched();
    System.out.printf(
        "orders done %d, unknown %d; %d watchers got %d events, at most %d within a second;"
            + " %d went back, %d came twice, %d streams lost, %d saw the last total%n",
        outcome.orders().done(),
        outcome.orders().unknownCount(),
        watched.watchers(),
        watched.events(),
        watched.mostInOneSecond(),
        watched.idsGoneBack(),
        watched.cameTwice(),
        watched.streamsLost(),
        watched.sawTheLast());
    System.out.println("lag       " + line(watched.lag()));
    System.out.println("latency   " + line(outcome.orders().latency()));
    outcome.wrong().forEach(System.out::println);
  }

  static void json(String file, Object report) {
    try {
      Files.write(Path.of(file), JSON.writeValueAsBytes(report));
    } catch (IOException e) {
      throw new UncheckedIOException("the results could not be written to " + file, e);
    }
  }

  private static String line(Latency latency) {
    return "p50 %.2f  p90 %.2f  p99 %.2f  p99.9 %.2f  max %.2f ms"
        .formatted(latency.p50(), latency.p90(), latency.p99(), latency.p999(), latency.max());
  }
}
