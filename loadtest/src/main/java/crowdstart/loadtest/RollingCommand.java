package crowdstart.loadtest;

import crowdstart.loadtest.Arguments.Option;
import crowdstart.loadtest.rolling.RollingRestart;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Restarts three nodes one after the other while orders are placed. */
final class RollingCommand implements Command {
  private static final int RATE_MAX = 100_000;

  @Override
  public String name() {
    return "rolling";
  }

  @Override
  public String purpose() {
    return "restarts three nodes in turn at half load; no request may fail";
  }

  @Override
  public List<Option> options() {
    return List.of(
        new Option("rate", "0", "orders a second; 0 is half of what is measured first"),
        new Option("seed", "1", "of every chance"),
        new Option("directory", "target/rolling", "for data and logs; made anew"),
        new Option("json", "", "file for the counts"));
  }

  @Override
  public int run(Arguments arguments) throws IOException, InterruptedException {
    Path directory = Path.of(arguments.text("directory")).toAbsolutePath();
    Files.createDirectories(directory);
    RollingRestart.Result result =
        RollingRestart.run(
            directory,
            arguments.decimal("rate", 0, RATE_MAX),
            arguments.whole("seed", 0, Integer.MAX_VALUE));
    System.out.printf(
        "%d orders placed at %.0f a second while all nodes restarted, in %s s each;"
            + " p50 %.0f ms, p99 %.0f ms, slowest %.0f ms; failed %s; sent again on a new connection %d%n",
        result.done(),
        result.rate(),
        result.restartSeconds(),
        result.latency().p50(),
        result.latency().p99(),
        result.latency().max(),
        result.failures(),
        result.sentAgain());
    System.out.println(result.isClean() ? "verdict: clean" : "verdict: FAILED");
    if (arguments.given("json")) {
      Print.json(arguments.text("json"), result);
    }
    return result.isClean() ? 0 : 1;
  }
}
