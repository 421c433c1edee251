package crowdstart.loadtest.proof;

import static org.assertj.core.api.Assertions.assertThat;

import crowdstart.loadtest.overload.Overload;
import crowdstart.loadtest.overload.OverloadPlan;
import crowdstart.loadtest.overload.OverloadReport;
import crowdstart.loadtest.process.OneNode;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Twice what a node can do, and a burst of fifty times the calm. */
@Timeout(600)
@Tag("chaos")
class OverloadIT {
  /** More than a node works on at once: of fewer it turns nobody away, and they are the queue. */
  private static final int CONNECTIONS = 2_048;

  @Test
  void everybodyIsAnsweredAndMostGetThrough() throws SQLException, InterruptedException {
    try (OneNode node = OneNode.start("crowdstart-overload", Map.of())) {
      OverloadReport report =
          Overload.run(
              new OverloadPlan(node.url(), "", List.of(1.0, 2.0), CONNECTIONS, 8, 4),
              System.out::println);
      report.verdicts().forEach(System.out::println);
      assertThat(report.steps())
          .allSatisfy(step -> {
            assertThat(step.goodput()).as(step.toString()).isPositive();
            assertThat(step.lost()).as(step.toString()).isZero();
          });
    }
  }
}
