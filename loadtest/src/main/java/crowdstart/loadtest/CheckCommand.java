package crowdstart.loadtest;

import crowdstart.loadtest.Arguments.BadArguments;
import crowdstart.loadtest.Arguments.Option;
import crowdstart.loadtest.check.Checkers;
import crowdstart.loadtest.check.Database;
import crowdstart.loadtest.check.Verdict;
import crowdstart.loadtest.history.History;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;

/** Judges a run by its history, the journals, the views and the sandbox's ledger. */
final class CheckCommand implements Command {
  @Override
  public String name() {
    return "check";
  }

  @Override
  public String purpose() {
    return "judges a run that has come to rest: histories, journals, views, the sandbox's ledger";
  }

  @Override
  public List<Option> options() {
    return List.of(
        new Option("history", "target/history", "directory with the run's history"),
        new Option("database", "", "JDBC URL of the PostgreSQL with journals and views"),
        new Option("sandbox-database", "", "likewise of the sandbox's; the same by default"));
  }

  @Override
  public int run(Arguments arguments) throws IOException, SQLException {
    if (!arguments.given("database")) {
      throw new BadArguments("--database is needed");
    }
    String url = arguments.text("database");
    Verdict verdict =
        Checkers.check(
            Database.read(
                History.read(Path.of(arguments.text("history"))),
                url,
                arguments.given("sandbox-database") ? arguments.text("sandbox-database") : url));
    verdict.lines().forEach(System.out::println);
    return verdict.isClean() ? 0 : 1;
  }
}
