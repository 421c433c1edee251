package crowdstart.loadtest;

import crowdstart.loadtest.Arguments.Option;
import crowdstart.loadtest.hostile.HostileTrial;
import crowdstart.loadtest.process.OneNode;
import java.net.URI;
import java.sql.SQLException;
import java.util.List;

/** Hostile clients of every kind against a node that takes orders. */
final class HostileCommand implements Command {
  @Override
  public String name() {
    return "hostile";
  }

  @Override
  public String purpose() {
    return "slow, silent and flooding clients beside orders: what do they hold, and for how long";
  }

  @Override
  public List<Option> options() {
    return List.of(
        new Option("url", "", "base address of a node; starts one of its own when not given"),
        new Option("creator-token", "", "bearer token for making campaigns"),
        new Option("bind", "127.0.0.9", "local address of the hostile clients; empty for any"),
        new Option("clients", "20", "hostile clients of each kind"),
        new Option("flood", "2000", "further clients that only take connections"),
        new Option("rate", "200", "orders a second beside them"),
        new Option("calm", "10", "measured seconds of orders alone"),
        new Option("duration", "60", "measured seconds of orders beside hostile clients"),
        new Option("json", "", "file for the results"));
  }

  @Override
  public int run(Arguments arguments) throws SQLException, InterruptedException {
    if (arguments.given("url")) {
      return run(arguments, LoadOptions.servers(arguments).getFirst());
    }
    try (OneNode node = OneNode.start("crowdstart-hostile", HostileTrial.NODE_SETTINGS)) {
      return run(arguments, node.url());
    }
  }

  private static int run(Arguments arguments, URI server) throws InterruptedException {
    HostileTrial.Outcome outcome =
        HostileTrial.run(
            new HostileTrial.Plan(
                server,
                arguments.text("creator-token"),
                arguments.text("bind"),
                arguments.whole("clients", 0, 1_000),
                arguments.whole("flood", 0, 15_000),
                arguments.decimal("rate", 0.001, LoadOptions.RATE_MAX),
                arguments.decimal("calm", 1, LoadOptions.SECONDS_MAX),
                arguments.decimal("duration", 1, LoadOptions.SECONDS_MAX)),
            System.out::println);
    outcome.findings().forEach(System.out::println);
    System.out.printf(
        "orders alone: %d, p99 %.1f ms; beside them: %d, p99 %.1f ms, not served %d%n",
        outcome.calm().done(),
        outcome.calm().latency().p99(),
        outcome.attacked().done(),
        outcome.attacked().latency().p99(),
        outcome.attacked().unknownCount() + outcome.attacked().refusedCount());
    System.out.println(outcome.holds() ? "verdict: holds" : "verdict: DOES NOT HOLD");
    if (arguments.given("json")) {
      Print.json(arguments.text("json"), outcome);
    }
    return outcome.holds() ? 0 : 1;
  }
}
