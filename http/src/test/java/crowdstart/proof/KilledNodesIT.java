package crowdstart.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A node is killed, as by a power cut, while payments are under way, again and again; when it is
 * left alone at last, the sandbox's own ledger and our journal agree (M1 to M6, M9, M10).
 */
@Timeout(value = 12, unit = TimeUnit.MINUTES)
@Tag("proof")
class KilledNodesIT {
  /** In the whole proof 20; the profile says so. */
  private static final int KILLS = Integer.getInteger("crowdstart.proof.kills", 3);

  private static final int ORDERS_PER_KILL = 24;
  private static final long SEED = 20_261_122;
  private static final Duration WAIT = Duration.ofMinutes(3);

  /** A declined charge is tried again after an hour, which this test does not wait for. */
  private static final List<TrialCard> CARDS =
      List.of(TrialCard.VISA, TrialCard.VISA, TrialCard.DECLINED, TrialCard.DECLINED_AT_CHARGE);

  private static final Set<String> BUSY =
      Set.of("secured", "pledged", "charging", "refunding", "ending");

  @TempDir Path directory;

  private record Order(String id, TrialCard card, boolean isCancelled) {}

  @Test
  void paymentsOutliveTheirNodes() throws Exception {
    SplittableRandom random = new SplittableRandom(SEED);
    List<Future<Order>> orders = new ArrayList<>();
    try (MoneyNodes nodes = new MoneyNodes(directory, Map.of());
        Shoppers shoppers = new Shoppers(nodes.start(1));
        Browser browser = new Browser(nodes.sandbox.address());
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      String campaign =
          shoppers.launch("keep-what-you-raise", 100, Instant.now().plus(Duration.ofDays(1)));
      for (int kill = 1; kill <= KILLS; kill++) {
        int before = shoppers.answered();
        for (int i = 0; i < ORDERS_PER_KILL; i++) {
          int number = orders.size();
          orders.add(threads.submit(() -> buy(shoppers, browser, campaign, number)));
        }
        // Two or three answers for each order: somewhere between the first and the last.
        int answers = random.nextInt(4, 2 * ORDERS_PER_KILL);
        Awaitility.await("payments under way")
            .atMost(WAIT)
            .pollInterval(Duration.ofMillis(5))
            .until(() -> shoppers.answered() - before >= answers);
        nodes.kill(1);
        System.out.printf("Kill %d behind %d answers%n", kill, answers);
        nodes.stop();
        nodes.start(1);
      }
      List<Order> bought = new ArrayList<>();
      for (Future<Order> order : orders) {
        bought.add(order.get());
      }
      Awaitility.await("quiescence")
          .atMost(WAIT)
          .pollInterval(Duration.ofMillis(500))
          .untilAsserted(() -> judge(nodes, campaign, bought));
      System.out.printf("Kills: %d, orders: %d, the ledgers agree%n", KILLS, bought.size());
    }
  }

  private static Order buy(Shoppers shoppers, Browser browser, String campaign, int number) {
    TrialCard card = CARDS.get(number % CARDS.size());
    boolean isCancelled = number % 7 == 0;
    String order = shoppers.order(campaign, number);
    shoppers.pay(browser, order, card.method);
    if (isCancelled) {
      shoppers.post("/v1/orders/" + order + "/cancel", "", "");
    }
    return new Order(order, card, isCancelled);
  }

  private static void judge(MoneyNodes nodes, String campaign, List<Order> orders)
      throws SQLException {
    assertThat(PaymentRowsNow.stages(nodes.database(), Set.of(campaign)).values())
        .doesNotContainAnyElementsOf(BUSY);
    Books books = Books.read(nodes.database());
    assertThat(Reconciliation.differences(nodes.sandbox.ledger(), books)).isEmpty();
    assertThat(orders)
        .allSatisfy(order -> {
          Books.Payment payment = books.payments().get(order.id());
          assertThat(payment).isNotNull();
          boolean isPaid = order.card() == TrialCard.VISA && !order.isCancelled();
          assertThat(payment.captured() - payment.refunded())
              .as("what stays of " + order)
              .isEqualTo(isPaid ? TrialCampaign.PRICE : 0);
        });
  }
}
