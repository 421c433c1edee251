package crowdstart.loadtest;

import crowdstart.loadtest.Arguments.BadArguments;
import crowdstart.loadtest.Arguments.Option;
import crowdstart.loadtest.baseline.Baseline;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** Serves the baseline until the process is stopped. */
final class BaselineCommand implements Command {
  @Override
  public String name() {
    return "baseline";
  }

  @Override
  public String purpose() {
    return "serves the same checkout as a good team would write it without us";
  }

  @Override
  public List<Option> options() {
    return List.of(
        new Option(
            "database-url", "", "jdbc:postgresql://host:port/database?user=...&password=..."),
        new Option("host", "127.0.0.1", "address to listen on"),
        new Option("port", "8090", "port to listen on"),
        new Option("pool", "10", "database connections"));
  }

  @Override
  public int run(Arguments arguments) throws SQLException, InterruptedException {
    if (!arguments.given("database-url")) {
      throw new BadArguments("--database-url is needed");
    }
    Baseline baseline =
        new Baseline(
            new Baseline.Settings(
                arguments.text("host"),
                arguments.whole("port", 0, 65_535),
                arguments.text("database-url"),
                arguments.whole("pool", 1, 1_000)));
    Runtime.getRuntime().addShutdownHook(new Thread(baseline::close, "baseline-stop"));
    System.out.printf("baseline listens on port %d%n", baseline.port());
    if (Boolean.getBoolean("crowdstart.end-with-parent")) {
      ProcessHandle.current().parent().ifPresent(parent -> parent.onExit().join());
    } else {
      new CountDownLatch(1).await();
    }
    return 0;
  }
}
