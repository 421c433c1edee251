package crowdstart.loadtest;

import com.fasterxml.jackson.databind.ObjectMapper;
import crowdstart.loadtest.Arguments.Option;
import crowdstart.loadtest.launch.crowd.Crowd;
import crowdstart.loadtest.launch.crowd.CrowdPlan;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A share of a launch's crowd; the command launch starts several. */
final class CrowdCommand implements Command {
  @Override
  public String name() {
    return "crowd";
  }

  @Override
  public String purpose() {
    return "a share of a launch's crowd; started by launch, not by hand";
  }

  @Override
  public List<Option> options() {
    return List.of(new Option("plan", "", "file with what to do"));
  }

  @Override
  public int run(Arguments arguments) throws IOException {
    Crowd.run(
        new ObjectMapper().readValue(Path.of(arguments.text("plan")).toFile(), CrowdPlan.class));
    return 0;
  }
}
