package crowdstart.loadtest;

import crowdstart.loadtest.Arguments.BadArguments;
import crowdstart.loadtest.Arguments.Option;
import crowdstart.loadtest.bench.Bench;
import crowdstart.loadtest.bench.BenchPlan;
import crowdstart.loadtest.bench.BenchPlan.Part;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Measures ours and the baseline in turn, and writes the page. */
final class BenchCommand implements Command {
  @Override
  public String name() {
    return "bench";
  }

  @Override
  public String purpose() {
    return "starts everything, measures ours and the baseline in turn, writes the page";
  }

  @Override
  public List<Option> options() {
    return List.of(
        new Option(
            "parts",
            "hot,spread,open,surge,watch,fresh,three",
            "what to measure; open needs hot in the same run; payments is best in a run of its own"),
        new Option("rounds", "3", "rounds of each side"),
        new Option("seconds", "20", "measured seconds of each run"),
        new Option(
            "warm-up",
            "20",
            "seconds of load before the first round; twice that for each of several processes"),
        new Option("connections", "256", "keep-alive connections"),
        new Option("campaigns", "100", "campaigns of the spread"),
        new Option("watchers", "5000", "event streams of the watch"),
        new Option("stopped", "60", "seconds that fulfilment stands still in payments"),
        new Option("document", "docs/benchmarks.md", "page whose generated parts are replaced"),
        new Option("json", "target/benchmarks.json", "file for everything that was measured"));
  }

  @Override
  public int run(Arguments arguments) throws IOException, SQLException, InterruptedException {
    BenchPlan plan =
        new BenchPlan(
            parts(arguments.list("parts")),
            arguments.whole("rounds", 1, 100),
            arguments.decimal("seconds", 1, LoadOptions.SECONDS_MAX),
            arguments.decimal("warm-up", 1, LoadOptions.SECONDS_MAX),
            arguments.whole("connections", 1, LoadOptions.CONNECTIONS_MAX),
            arguments.whole("campaigns", 1, 10_000),
            arguments.whole("watchers", 1, LoadOptions.CONNECTIONS_MAX),
            arguments.decimal("stopped", 1, LoadOptions.SECONDS_MAX),
            Path.of(arguments.text("document")),
            Path.of(arguments.text("json")));
    Bench.run(plan, List.of(Main.class.getName(), "baseline"));
    return 0;
  }

  private static Set<Part> parts(List<String> names) {
    Set<Part> parts = EnumSet.noneOf(Part.class);
    for (String name : names) {
      try {
        parts.add(Part.valueOf(name.toUpperCase(Locale.ROOT)));
      } catch (IllegalArgumentException e) {
        throw new BadArguments("--parts has no part called " + name);
      }
    }
    if (parts.isEmpty()) {
      throw new BadArguments("--parts names none");
    }
    return parts;
  }
}
