package crowdstart.proof;

import static org.assertj.core.api.Assertions.assertThat;

import crowdstart.database.DatabaseAddress;
import crowdstart.database.Migrations;
import crowdstart.sandbox.SandboxDatabase;
import crowdstart.sandbox.SandboxSettings;
import crowdstart.sandbox.Trouble;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Payment entities are stopped between each store and each call, with the real journal and the real
 * sandbox and every kind of its troubles; at the end the sandbox's own ledger and our journal agree
 * one to one (M1 to M6, M9, M10).
 */
@Timeout(value = 12, unit = TimeUnit.MINUTES)
@Tag("proof")
class PaymentCrashPointsTest {
  /** In the whole proof all of them; the profile says so. Those that find most come first. */
  private static final int TROUBLES_MAX = Integer.getInteger("crowdstart.proof.troubles", 3);

  private static final int TRIALS_MIN = 2_000;

  /** Of 180; a few payments end before their first stop. */
  private static final int TRIALS_PER_TROUBLE_MIN = 170;

  private static final int LANES = 3;

  private static final Map<String, String> TROUBLES = new LinkedHashMap<>();

  static {
    TROUBLES.put(
        "all at once",
        "{'jitterMillis': 40, 'errors': 0.08, 'tooManyRequests': 0.05, 'timeoutsBefore': 0.05,"
            + " 'timeoutsAfter': 0.08, 'silenceMillis': 20, 'webhooksDuplicated': 0.3,"
            + " 'webhooksDelayed': 0.2, 'webhookDelayMillis': 700, 'webhooksReordered': 0.3,"
            + " 'webhooksDropped': 0.3, 'forgetsKeys': true}");
    TROUBLES.put("time out after", "{'timeoutsAfter': 0.2, 'silenceMillis': 20}");
    TROUBLES.put("webhooks dropped", "{'webhooksDropped': 0.7}");
    TROUBLES.put("none", "{}");
    TROUBLES.put("latency", "{'latencyMillis': 10, 'jitterMillis': 60}");
    TROUBLES.put("errors", "{'errors': 0.15}");
    TROUBLES.put("too many requests", "{'tooManyRequests': 0.15}");
    TROUBLES.put("time out before", "{'timeoutsBefore': 0.15, 'silenceMillis': 20}");
    TROUBLES.put("webhooks duplicated", "{'webhooksDuplicated': 1}");
    TROUBLES.put("webhooks delayed", "{'webhooksDelayed': 0.7, 'webhookDelayMillis': 1500}");
    TROUBLES.put("webhooks reordered", "{'webhooksReordered': 1}");
    TROUBLES.put(
        "keys forgotten", "{'forgetsKeys': true, 'timeoutsAfter': 0.2, 'silenceMillis': 20}");
  }

  @Test
  void theLedgersAgreeWhereverAPaymentIsStopped() throws Exception {
    List<Map.Entry<String, String>> troubles =
        TROUBLES.entrySet().stream().limit(TROUBLES_MAX).toList();
    try (ExecutorService threads = Executors.newFixedThreadPool(LANES)) {
      List<Future<Integer>> lanes = new ArrayList<>();
      for (int lane = 0; lane < LANES; lane++) {
        int number = lane;
        List<Map.Entry<String, String>> part = new ArrayList<>();
        for (int i = lane; i < troubles.size(); i += LANES) {
          part.add(troubles.get(i));
        }
        lanes.add(threads.submit(() -> run(number, part)));
      }
      int trials = 0;
      for (Future<Integer> lane : lanes) {
        trials += lane.get();
      }
      System.out.printf("Crash points: %d trials with a crash, all agree%n", trials);
      assertThat(trials)
          .isGreaterThanOrEqualTo(Math.min(TRIALS_MIN, troubles.size() * TRIALS_PER_TROUBLE_MIN));
    }
  }

  private static int run(int number, List<Map.Entry<String, String>> troubles) throws SQLException {
    SandboxSettings.Database own = SandboxDatabase.empty();
    DatabaseAddress database = new DatabaseAddress(own.jdbcUrl(), own.user(), own.password());
    Migrations.run(database);
    try (Lane lane = new Lane(database, SandboxDatabase.empty(), number + 1)) {
      List<Trial> all = new ArrayList<>();
      for (Map.Entry<String, String> trouble : troubles) {
        List<Trial> trials =
            lane.run(trouble.getKey(), Trouble.parse(trouble.getValue().replace('\'', '"')));
        all.addAll(trials);
        // The streams between orders and payments may have a last word to carry.
        Awaitility.await(trouble.getKey())
            .atMost(Duration.ofMinutes(1))
            .pollInterval(Duration.ofSeconds(1))
            .untilAsserted(() -> judge(lane, all));
      }
      System.out.println("Crash points by kind, lane " + number + ": " + lane.crashes.counts());
      return (int) all.stream().filter(trial -> trial.plan().crashes.get() > 0).count();
    }
  }

  private static void judge(Lane lane, List<Trial> trials) throws SQLException {
    Books books = Books.read(lane.database);
    assertThat(Reconciliation.differences(lane.sandbox.ledger(), books)).isEmpty();
    assertThat(trials)
        .allSatisfy(trial -> {
          Books.Payment payment = books.payments().get(trial.order().value());
          assertThat(payment).as(trial.toString()).isNotNull();
          assertThat(payment.captured() - payment.refunded())
              .as("what stays of " + trial)
              .isEqualTo(trial.expectedNet());
          assertThat(books.orders().get(trial.order().value()))
              .as("the order of " + trial)
              .matches(trial::allows);
        });
  }
}
