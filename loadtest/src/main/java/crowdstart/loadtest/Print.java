package crowdstart.loadtest;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import crowdstart.loadtest.measure.Latency;
import crowdstart.loadtest.measure.Result;
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

  static void json(String file, String profile, Result result, List<String> wrong) {
    try {
      Files.write(Path.of(file), JSON.writeValueAsBytes(new Report(profile, wrong, result)));
    } catch (IOException e) {
      throw new UncheckedIOException("the results could not be written to " + file, e);
    }
  }

  private static String line(Latency latency) {
    return "p50 %.2f  p90 %.2f  p99 %.2f  p99.9 %.2f  max %.2f ms"
        .formatted(latency.p50(), latency.p90(), latency.p99(), latency.p999(), latency.max());
  }
}
