package crowdstart.loadtest;

import crowdstart.loadtest.Arguments.BadArguments;
import crowdstart.loadtest.Arguments.Option;
import crowdstart.loadtest.overload.Overload;
import crowdstart.loadtest.overload.OverloadPlan;
import crowdstart.loadtest.overload.OverloadReport;
import crowdstart.loadtest.process.OneNode;
import java.net.URI;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/** Many times what a node can do. */
final class OverloadCommand implements Command {
  @Override
  public String name() {
    return "overload";
  }

  @Override
  public String purpose() {
    return "measures what a node can do, then asks for many times as much";
  }

  @Override
  public List<Option> options() {
    return List.of(
        new Option("url", "", "base address of a node; starts one of its own when not given"),
        new Option("creator-token", "", "bearer token for making campaigns"),
        new Option("factors", "1,2,5,10", "how many times its capacity to ask for, in turn"),
        new Option("connections", "2048", "connections of the open loops"),
        new Option("warm-up", "25", "seconds of all it can do, before anything is measured"),
        new Option("seconds", "10", "measured seconds of each step"),
        new Option("json", "", "file for the results"));
  }

  @Override
  public int run(Arguments arguments) throws SQLException, InterruptedException {
    if (arguments.given("url")) {
      return run(arguments, LoadOptions.servers(arguments).getFirst());
    }
    try (OneNode node = OneNode.start("crowdstart-overload", Map.of())) {
      return run(arguments, node.url());
    }
  }

  private static int run(Arguments arguments, URI server) {
    System.out.println(
        "Client, node and database share the processors of this machine: what the client takes is"
            + " told with each step.");
    OverloadReport report =
        Overload.run(
            new OverloadPlan(
                server,
                arguments.text("creator-token"),
                factors(arguments.list("factors")),
                arguments.whole("connections", 1, LoadOptions.CONNECTIONS_MAX),
                arguments.decimal("warm-up", 1, LoadOptions.SECONDS_MAX),
                arguments.decimal("seconds", 1, LoadOptions.SECONDS_MAX)),
            System.out::println);
    report.verdicts().forEach(System.out::println);
    System.out.println(report.holds() ? "verdict: holds" : "verdict: DOES NOT HOLD");
    if (arguments.given("json")) {
      Print.json(arguments.text("json"), report);
    }
    return report.holds() ? 0 : 1;
  }

  private static List<Double> factors(List<String> words) {
    try {
      List<Double> factors = words.stream().map(Double::valueOf).toList();
      if (factors.isEmpty() || factors.stream().anyMatch(factor -> !(factor > 0))) {
        throw new BadArguments("--factors must be above 0");
      }
      return factors;
    } catch (NumberFormatException e) {
      throw new BadArguments("--factors are numbers: " + words);
    }
  }
}
