package crowdstart.loadtest.launch;

import static org.assertj.core.api.Assertions.assertThat;

import crowdstart.loadtest.launch.crowd.LaunchShape;
import crowdstart.loadtest.report.Claim;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A small launch, whole: everything but how fast it was. */
@Timeout(300)
@Tag("chaos")
class LaunchIT {
  private static final int BACKERS = 3_000;
  private static final int STOCK = 120;

  @Test
  void everybodyIsServedAndNothingIsOversold(@TempDir Path directory)
      throws IOException, SQLException, InterruptedException {
    LaunchPlan plan =
        new LaunchPlan(
            BACKERS, 2, 60, new LaunchShape(20, 30, 90), STOCK, 30, 5, "768m", "", 1, directory);
    List<Claim> claims = Launch.run(plan);
    assertThat(claims)
        .filteredOn(claim -> !claim.name().equals(Budgets.LATENCY))
        .hasSize(5)
        .allSatisfy(claim -> assertThat(claim.holds()).as(claim.toString()).isTrue());
    assertThat(Files.readString(directory.resolve(LaunchReport.HTML)))
        .contains("early birds sold")
        .contains("</html>");
    assertThat(directory.resolve(LaunchReport.JSON)).isNotEmptyFile();
  }
}
