package crowdstart.loadtest.proof;

import static org.assertj.core.api.Assertions.assertThat;

import crowdstart.loadtest.rolling.RollingRestart;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Three nodes are restarted in turn while orders are placed. */
@Timeout(600)
@Tag("chaos")
class RollingIT {
  private static final double ORDERS_PER_SECOND = 10;

  @Test
  void noRequestFails(@TempDir Path directory) throws InterruptedException {
    RollingRestart.Result result = RollingRestart.run(directory, ORDERS_PER_SECOND, 1);
    System.out.println(result);
    assertThat(result.failures()).isEmpty();
    assertThat(result.done()).isPositive();
    assertThat(result.restartSeconds()).hasSize(3);
  }
}
