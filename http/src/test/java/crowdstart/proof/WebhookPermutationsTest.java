package crowdstart.proof;

import static org.assertj.core.api.Assertions.assertThat;

import crowdstart.identity.OrderId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * An order's webhooks come in any order that there is, each twice, with forged ones between them:
 * the end is the same (W1, W2, W3).
 */
@Timeout(value = 6, unit = TimeUnit.MINUTES)
class WebhookPermutationsTest {
  private static final int SENDERS = 24;
  private static final Duration WAIT = Duration.ofMinutes(1);

  /**
   * Two of the setup, failed and succeeded; and of the charge two that failed, and two of success.
   */
  private static final int WEBHOOKS = 6;

  /** In the whole proof all of them; the profile says so. */
  private static final int PERMUTATIONS = Integer.getInteger("crowdstart.proof.permutations", 120);

  private int accepted;
  private int refused;

  @Test
  void everyPermutationEndsInTheSameState() throws Exception {
    List<List<Integer>> permutations = some(permutations(WEBHOOKS));
    assertThat(permutations).hasSize(PERMUTATIONS);
    try (WebhookDesk desk = new WebhookDesk();
        ExecutorService threads = Executors.newFixedThreadPool(SENDERS)) {
      List<OrderId> orders = new ArrayList<>();
      for (int i = 0; i < permutations.size(); i++) {
        orders.add(desk.order());
      }
      all(threads, permutations.size(), i -> secure(desk, orders.get(i), i % 2 == 0));
      Awaitility.await("all are overdue")
          .atMost(WAIT)
          .until(() -> stages(desk).equals(Set.of("overdue")));

      all(
          threads,
          permutations.size(),
          i -> {
            desk.authenticate(orders.get(i));
            List<String> events = desk.events(orders.get(i));
            assertThat(events).hasSize(WEBHOOKS);
            deliver(desk, permutations.get(i).stream().map(events::get).toList(), i);
          });

      Awaitility.await("all are captured")
          .atMost(WAIT)
          .until(() -> stages(desk).equals(Set.of("captured")));
      Books books = Books.read(desk.database);
      assertThat(Reconciliation.differences(desk.ledger(), books)).isEmpty();
      assertThat(orders)
          .allSatisfy(order -> {
            Books.Payment payment = books.payments().get(order.value());
            assertThat(payment).isNotNull();
            assertThat(payment.captured()).isEqualTo(TrialCampaign.PRICE);
            assertThat(payment.last).isEqualTo("captured");
          });
      System.out.printf(
          "Webhooks: %d permutations of %d webhooks, %d accepted, %d forged and refused, one end%n",
          permutations.size(), WEBHOOKS, accepted, refused);
    }
  }

  /** The two of the setup come in one order or the other, while nothing is known of either. */
  private void secure(WebhookDesk desk, OrderId order, boolean isTurned) {
    desk.giveCards(order);
    List<String> events = new ArrayList<>(desk.events(order));
    assertThat(events).hasSize(2);
    if (isTurned) {
      Collections.reverse(events);
    }
    deliver(desk, events, order.hashCode());
  }

  /** Each twice, in this order where it matters, with a forgery behind each. */
  private void deliver(WebhookDesk desk, List<String> events, int seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<String> again = new ArrayList<>(events);
    Collections.shuffle(again, new Random(seed));
    int taken = 0;
    for (int i = 0; i < events.size(); i++) {
      Forgery.Kind kind = Forgery.KINDS.get(random.nextInt(Forgery.KINDS.size()));
      Forgery forgery = Forgery.of(kind, WebhookDesk.SECRET, desk.now(), events.get(i), random);
      assertThat(desk.send(forgery.body(), forgery.signature())).isEqualTo(400);
      taken += sendUntilTaken(desk, events.get(i));
      taken += sendUntilTaken(desk, again.get(i));
    }
    count(taken, events.size());
  }

  private static int sendUntilTaken(WebhookDesk desk, String event) {
    // As the provider does: what is not taken is sent again.
    Awaitility.await().atMost(WAIT).until(() -> desk.sendSigned(event) == 200);
    return 1;
  }

  private synchronized void count(int taken, int forged) {
    accepted += taken;
    refused += forged;
  }

  private static Set<String> stages(WebhookDesk desk) {
    Map<String, String> stages =
        PaymentRowsNow.stages(desk.database, Set.of(desk.campaign().value()));
    return Set.copyOf(stages.values());
  }

  private interface Step {
    void run(int number);
  }

  private static void all(ExecutorService threads, int count, Step step) throws Exception {
    List<Future<?>> steps = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int number = i;
      steps.add(threads.submit(() -> step.run(number)));
    }
    for (Future<?> one : steps) {
      one.get();
    }
  }

  /** Spread evenly over all of them. */
  private static List<List<Integer>> some(List<List<Integer>> all) {
    List<List<Integer>> some = new ArrayList<>();
    for (int i = 0; i < PERMUTATIONS; i++) {
      some.add(all.get(Math.toIntExact((long) i * all.size() / PERMUTATIONS)));
    }
    return some;
  }

  private static List<List<Integer>> permutations(int size) {
    if (size == 0) {
      return List.of(List.of());
    }
    List<List<Integer>> all = new ArrayList<>();
    for (List<Integer> shorter : permutations(size - 1)) {
      for (int at = 0; at <= shorter.size(); at++) {
        List<Integer> longer = new ArrayList<>(shorter);
        longer.add(at, size - 1);
        all.add(longer);
      }
    }
    return all;
  }
}
