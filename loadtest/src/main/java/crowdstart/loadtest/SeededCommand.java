package crowdstart.loadtest;

import crowdstart.loadtest.Arguments.BadArguments;
import crowdstart.loadtest.Arguments.Option;
import crowdstart.loadtest.seeded.SeededRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/** Checks the checkers: puts bugs into the product, and demands that each is caught. */
final class SeededCommand implements Command {
  @Override
  public String name() {
    return "seeded";
  }

  @Override
  public String purpose() {
    return "checks the checkers: bugs put into the product, each caught by the checker it names";
  }

  @Override
  public List<Option> options() {
    return List.of(
        new Option("only", "", "comma-separated names of bugs; all by default"),
        new Option("project", ".", "root of the project, where the sources are"),
        new Option("directory", "target", "where everything is written to"),
        new Option("lanes", "2", "bugs at once"),
        new Option("seed", "1", "of everything that the clients choose"),
        new Option(
            "seconds", "8", "of workload for each bug; twice as long when it had no occasion"));
  }

  @Override
  public int run(Arguments arguments) throws IOException, SQLException, InterruptedException {
    List<String> only = arguments.list("only");
    for (String name : only) {
      if (!SeededRun.names().contains(name)) {
        throw new BadArguments(
            "--only: there is no bug called " + name + "; there are " + SeededRun.names());
      }
    }
    Path project = Path.of(arguments.text("project")).toAbsolutePath().normalize();
    if (!Files.isDirectory(project.resolve("core/src/main/java"))) {
      throw new BadArguments("--project has no sources: " + project);
    }
    boolean isAsExpected =
        SeededRun.run(
            new SeededRun.Plan(
                only,
                project,
                Path.of(arguments.text("directory")),
                arguments.whole("lanes", 1, 8),
                arguments.whole("seed", 0, Integer.MAX_VALUE),
                Duration.ofSeconds(arguments.whole("seconds", 4, 600))));
    return isAsExpected ? 0 : 1;
  }
}
