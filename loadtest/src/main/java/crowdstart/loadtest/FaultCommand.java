package crowdstart.loadtest;

import crowdstart.loadtest.Arguments.BadArguments;
import crowdstart.loadtest.Arguments.Option;
import crowdstart.loadtest.fault.FaultPlan;
import crowdstart.loadtest.fault.FaultProof;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;

/** Breaks everything that can be broken, by a schedule, and checks what became of it. */
final class FaultCommand implements Command {
  private static final int SECONDS_PER_MINUTE = 60;

  @Override
  public String name() {
    return "fault";
  }

  @Override
  public String purpose() {
    return "three nodes at work while everything breaks, by a seed; then all checkers";
  }

  @Override
  public List<Option> options() {
    return List.of(
        new Option("minutes", "10", "how long faults go on"),
        new Option("seed", "1", "of the schedule, of the clients and of every chance"),
        new Option("schedule", "", "file with a schedule to go through instead of the seed's"),
        new Option("kinds", "", "only these faults, such as kill-node,reset; all by default"),
        new Option("directory", "target/fault", "for data, logs, history; made anew"),
        new Option("json", "", "file for the counts and the verdict"));
  }

  @Override
  public int run(Arguments arguments) throws IOException, SQLException, InterruptedException {
    List<String> schedule =
        arguments.given("schedule")
            ? Files.readAllLines(Path.of(arguments.text("schedule")))
            : List.of();
    FaultPlan plan;
    try {
      plan =
          FaultPlan.of(
              arguments.whole("seed", 0, Integer.MAX_VALUE),
              arguments.decimal("minutes", 0.2, 24 * SECONDS_PER_MINUTE) * SECONDS_PER_MINUTE,
              schedule,
              arguments.list("kinds"),
              Path.of(arguments.text("directory")));
    } catch (IllegalArgumentException e) {
      throw new BadArguments(String.valueOf(e.getMessage()));
    }
    FaultProof.Result result = FaultProof.run(plan);
    System.out.print(result.text());
    if (arguments.given("json")) {
      Print.json(arguments.text("json"), result);
    }
    return result.isClean() ? 0 : 1;
  }
}
