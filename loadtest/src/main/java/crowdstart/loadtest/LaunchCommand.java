package crowdstart.loadtest;

import crowdstart.loadtest.Arguments.Option;
import crowdstart.loadtest.launch.Launch;
import crowdstart.loadtest.launch.LaunchPlan;
import crowdstart.loadtest.launch.crowd.LaunchShape;
import crowdstart.loadtest.report.Claim;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;

/** A launch at full size. */
final class LaunchCommand implements Command {
  /** What three nodes and their crowd serve on two cores within the budget: see the report. */
  private static final String RATE = "15";

  /**
   * Three nodes that have just been started share two cores: the second compiler would take them
   * for minutes. A young generation of a fixed size is collected seldom, since what requests leave
   * dies at once; its memory is touched before the crowd comes and not while it is there.
   */
  private static final String FLAGS =
      "-XX:TieredStopAtLevel=1 -Xms768m -Xmn256m -XX:+AlwaysPreTouch";

  private static final int BACKERS_MAX = 60_000;

  /** One backer in so many watches the totals. */
  private static final int WATCHERS_EVERY = 40;

  /** The early birds are this part of the orders wanted: they sell out on the way. */
  private static final double STOCK_PART = 0.3;

  /** After the holds have run out, so long until all that they freed is sold. */
  private static final int STRAGGLERS_SECONDS = 40;

  @Override
  public String name() {
    return "launch";
  }

  @Override
  public String purpose() {
    return "a launch at full size: nodes, database, sandbox and crowd, with a report";
  }

  @Override
  public List<Option> options() {
    return List.of(
        new Option("backers", "47000", "connections at once, watchers included"),
        new Option("nodes", "3", "how many nodes"),
        new Option("seconds", "60", "the quiet hour and the six hours after it, compressed"),
        new Option("rate", RATE, "orders wanted a second when the campaign has just launched"),
        new Option("watchers", "", "of the backers, watch the totals; one in 40 if not given"),
        new Option("stock", "", "early birds; 30 % of the orders wanted if not given"),
        new Option("hold", "15", "seconds that stock is held for an order that is not paid"),
        new Option("warm-up", "20", "seconds of orders on another campaign before; 0 is none"),
        new Option("heap", "2g", "largest heap of a node"),
        new Option("flags", FLAGS, "further flags of the nodes' JVMs"),
        new Option("seed", "1", "of all that is left to chance"),
        new Option("out", "target/launch", "directory for launch.html and launch.json"));
  }

  @Override
  public int run(Arguments arguments) throws IOException, SQLException, InterruptedException {
    List<Claim> claims = Launch.run(plan(arguments));
    claims.forEach(claim ->
        System.out.printf(
            "%-6s %s: %s (wanted: %s)%n",
            claim.holds() ? "holds" : "MISSED", claim.name(), claim.found(), claim.wanted()));
    System.out.println(Claim.verdict(claims));
    return Claim.allHold(claims) ? 0 : 1;
  }

  private static LaunchPlan plan(Arguments arguments) {
    int backers = arguments.whole("backers", 10, BACKERS_MAX);
    int hold = arguments.whole("hold", 5, 900);
    LaunchShape shape =
        new LaunchShape(
            arguments.decimal("rate", 1, LoadOptions.RATE_MAX),
            arguments.decimal("seconds", 10, LoadOptions.SECONDS_MAX),
            hold + STRAGGLERS_SECONDS);
    return new LaunchPlan(
        backers,
        arguments.whole("nodes", 1, 9),
        arguments.given("watchers")
            ? arguments.whole("watchers", 1, backers - 1)
            : Math.max(1, backers / WATCHERS_EVERY),
        shape,
        arguments.given("stock")
            ? arguments.whole("stock", 1, Integer.MAX_VALUE)
            : Math.max(1, (int) (shape.wanted() * STOCK_PART)),
        hold,
        arguments.whole("warm-up", 0, 600),
        arguments.text("heap"),
        arguments.text("flags"),
        arguments.whole("seed", 0, Integer.MAX_VALUE),
        Path.of(arguments.text("out")));
  }
}
