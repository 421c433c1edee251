package crowdstart.loadtest.proof;

import static org.assertj.core.api.Assertions.assertThat;

import crowdstart.loadtest.hostile.HostileTrial;
import crowdstart.loadtest.process.OneNode;
import java.sql.SQLException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Slow, silent and flooding clients beside orders. */
@Timeout(600)
@Tag("chaos")
class HostileIT {
  private static final int CLIENTS = 5;
  private static final int FLOOD = 500;

  @Test
  void ordersAreServedAndEveryKindIsThrownOut() throws SQLException, InterruptedException {
    try (OneNode node = OneNode.start("crowdstart-hostile", HostileTrial.NODE_SETTINGS)) {
      HostileTrial.Outcome outcome =
          HostileTrial.run(
              new HostileTrial.Plan(node.url(), "", "127.0.0.9", CLIENTS, FLOOD, 50, 3, 40),
              line -> {});
      outcome.findings().forEach(System.out::println);
      assertThat(outcome.attacked().done()).isPositive();
      assertThat(outcome.attacked().unknownCount()).isZero();
      assertThat(outcome.attacked().refusedCount()).isZero();
      assertThat(outcome.findings())
          .allSatisfy(finding -> assertThat(finding.ended()).as(finding.toString()).isPositive());
    }
  }
}
