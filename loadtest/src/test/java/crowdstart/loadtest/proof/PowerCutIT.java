package crowdstart.loadtest.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import crowdstart.loadtest.powercut.PowerCut;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two power cuts, and one where the database does not wait for its disk. */
@Timeout(600)
@Tag("chaos")
class PowerCutIT {
  private static final int ORDERS = 500;

  @Test
  void noAcknowledgedOrderIsLost(@TempDir Path directory)
      throws IOException, SQLException, InterruptedException {
    Path proof = Files.createDirectories(directory.resolve("proof"));
    Path control = Files.createDirectories(directory.resolve("control"));
    assumeTrue(PowerCut.isPossible(proof), "needs root and a loop device");
    PowerCut.Result result = PowerCut.run(new PowerCut.Plan(2, ORDERS, false, 1, proof));
    PowerCut.Result shown = PowerCut.run(new PowerCut.Plan(1, 2 * ORDERS, true, 1, control));
    System.out.println(result + "; with synchronous_commit off: " + shown);
    assertThat(result.acknowledged()).isGreaterThanOrEqualTo(2 * ORDERS);
    assertThat(result.lost()).isZero();
    assertThat(result.unread()).isZero();
    assertThat(shown.lost()).as("the control has to lose some").isPositive();
  }
}
