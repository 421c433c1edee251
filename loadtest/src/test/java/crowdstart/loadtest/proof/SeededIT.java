package crowdstart.loadtest.proof;

import static org.assertj.core.api.Assertions.assertThat;

import crowdstart.loadtest.seeded.SeededRun;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Some of the bugs that the checkers have to catch, and a run without one. */
@Timeout(600)
@Tag("chaos")
class SeededIT {
  private static final List<String> BUGS =
      List.of("control-none", "limit-off-by-one", "repeat-not-told", "one-sided-posting");

  @Test
  void eachIsCaughtByTheCheckerItNames(@TempDir Path directory)
      throws IOException, SQLException, InterruptedException {
    Path project = Path.of("..").toAbsolutePath().normalize();
    assertThat(SeededRun.names()).containsAll(BUGS);
    assertThat(
            SeededRun.run(
                new SeededRun.Plan(BUGS, project, directory, 1, 1, Duration.ofSeconds(8))))
        .isTrue();
  }
}
