package crowdstart.loadtest.launch;

import static org.assertj.core.api.Assertions.assertThat;

import crowdstart.loadtest.launch.crowd.Call;
import crowdstart.loadtest.launch.crowd.CrowdSecond;
import crowdstart.loadtest.launch.crowd.Histograms;
import crowdstart.loadtest.launch.crowd.LaunchShape;
import crowdstart.loadtest.launch.crowd.Outcome;
import crowdstart.loadtest.report.Claim;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class BudgetsTest {
  private static final int BACKERS = 10;
  private static final int STOCK = 2;
  private static final long SECOND = 1_000;
  private static final Stock SOLD = new Stock(0, STOCK, 3, 3);
  private static final LaunchPlan PLAN =
      new LaunchPlan(
          BACKERS, 1, 1, new LaunchShape(1, 10, 10), STOCK, 10, 0, "1g", "", 1, Path.of("x"));

  private int connected = BACKERS;
  private int served = BACKERS;
  private int unresolved;
  private long latencyMillis = 20;
  private int acknowledged = 3;
  private double cores;
  private Map<String, Long> errors = Map.of("sold-out", 4L, "resent", 1L);
  private Stock stock = SOLD;

  @Test
  void aGoodLaunchPasses() {
    assertThat(missed()).isEmpty();
  }

  @Test
  void eachBudgetCanBeMissed() {
    connected = BACKERS - 1;
    assertThat(missed()).containsExactly("connected at once");
    connected = BACKERS;
    served = BACKERS - 1;
    assertThat(missed()).containsExactly("all served");
    served = BACKERS;
    unresolved = 1;
    assertThat(missed()).containsExactly("all served");
    unresolved = 0;
    latencyMillis = 300;
    assertThat(missed()).containsExactly(Budgets.LATENCY);
    latencyMillis = 20;
    errors = Map.of("timeout", 1L);
    assertThat(missed()).containsExactly("errors");
  }

  @Test
  void stockIsCountedToTheUnit() {
    for (Stock wrong :
        List.of(new Stock(0, STOCK + 1, 3, 3), new Stock(0, 1, 3, 3), new Stock(1, STOCK, 3, 3))) {
      stock = wrong;
      assertThat(missed()).containsExactly("early birds sold");
    }
  }

  @Test
  void anAcknowledgedOrderThatIsNotStoredIsFound() {
    acknowledged = 4;
    assertThat(missed()).containsExactly("orders stored");
  }

  @Test
  void overloadedIsEarnedOnlyByABusyMachine() {
    errors = Map.of("overloaded", 1L);
    assertThat(missed()).containsExactly("errors");
    cores = Runtime.getRuntime().availableProcessors();
    assertThat(missed()).isEmpty();
  }

  @Test
  void lagCountsFromTheAcknowledgementOfThatOrder() {
    Timeline timeline = new Timeline(1);
    timeline.add(told());
    assertThat(Lag.bySecond(timeline.whole(), 0)).isEmpty();
    Histogram lag = Lag.bySecond(timeline.whole(), 1).get(SECOND);
    assertThat(lag).isNotNull();
    // The second order was acknowledged within its first hundredth, and seen after 250 ms.
    assertThat(lag.getTotalCount()).isOne();
    assertThat(lag.getMaxValue()).isBetween(240_000L, 260_000L);
  }

  @Test
  void sourcesAreSpreadAndNotShared() {
    LaunchPlan plan =
        new LaunchPlan(
            47_000, 3, 1, new LaunchShape(1, 10, 10), 1, 10, 0, "1g", "", 1, Path.of("x"));
    List<String> all = new ArrayList<>();
    for (int share = 0; share < plan.crowds(); share++) {
      all.addAll(Crowds.sources(plan, share));
    }
    assertThat(plan.crowds()).isEqualTo(3);
    assertThat(all).doesNotHaveDuplicates().hasSize(237);
    assertThat(all.getFirst()).isEqualTo("127.0.1.1");
  }

  private List<String> missed() {
    Timeline timeline = new Timeline(1);
    timeline.add(told());
    TreeMap<Long, Usage.Moment> usage = new TreeMap<>();
    usage.put(SECOND, new Usage.Moment(Map.of(Usage.MACHINE, cores), Map.of()));
    Launched run =
        new Launched(
            PLAN,
            SECOND,
            SECOND,
            SECOND + 1,
            timeline.whole(),
            usage,
            Map.of(),
            new Scrape(List.of()),
            stock);
    return Budgets.claims(run).stream().filter(c -> !c.holds()).map(Claim::name).toList();
  }

  private CrowdSecond told() {
    List<Integer> parts = new ArrayList<>(Collections.nCopies(CrowdSecond.PARTS, 0));
    parts.set(0, acknowledged);
    return new CrowdSecond(
        0,
        SECOND,
        connected,
        served,
        1,
        3,
        9,
        Map.of(Call.ORDER, 1L),
        Map.of(Call.ORDER, encoded()),
        errors,
        Map.of(Outcome.CONFIRMED, 3L),
        parts,
        List.of(250L, 2L),
        1,
        unresolved);
  }

  private String encoded() {
    Histogram histogram = Histograms.empty();
    histogram.recordValue(latencyMillis * 1_000);
    return Histograms.encode(histogram);
  }
}
