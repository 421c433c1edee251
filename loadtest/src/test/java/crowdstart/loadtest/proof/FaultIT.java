package crowdstart.loadtest.proof;

import static org.assertj.core.api.Assertions.assertThat;

import crowdstart.loadtest.fault.FaultPlan;
import crowdstart.loadtest.fault.FaultProof;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A minute in which everything breaks, by a seed. */
@Timeout(600)
@Tag("chaos")
class FaultIT {
  private static final long SEED = 7;
  private static final double SECONDS = 60;

  @Test
  void allCheckersHold(@TempDir Path directory)
      throws IOException, SQLException, InterruptedException {
    FaultProof.Result result =
        FaultProof.run(FaultPlan.of(SEED, SECONDS, List.of(), List.of(), directory));
    System.out.print(result.text());
    assertThat(result.wrong()).isEmpty();
    assertThat(result.faults()).isNotEmpty();
  }
}
