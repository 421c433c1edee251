package crowdstart.proof;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
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
 * A funded campaign closes, and a node is killed while its orders are charged: at the end each
 * order is where its card has brought it, and the campaign's ledger is balanced and the sandbox's
 * (C1, C5, M1, M2).
 */
@Timeout(value = 12, unit = TimeUnit.MINUTES)
@Tag("proof")
class CampaignClosesIT {
  /** In the whole proof 2,000; the profile says so. */
  private static final int ORDERS = Integer.getInteger("crowdstart.proof.orders", 150);

  /** So that the collection takes ten seconds at least, and can be disturbed. */
  private static final String CHARGES_PER_SECOND = Integer.toString(Math.min(60, ORDERS / 10));

  private static final int BACKERS_AT_ONCE = 48;

  /** Tell how long this machine takes for one. */
  private static final int WARM_UP_ORDERS = 60;

  private static final Duration SPARE = Duration.ofSeconds(10);
  private static final Duration WAIT = Duration.ofMinutes(4);
  private static final int PAGE_SIZE = 100;

  private static final List<TrialCard> CARDS =
      List.of(
          TrialCard.VISA,
          TrialCard.VISA,
          TrialCard.DECLINED,
          TrialCard.VISA,
          TrialCard.DECLINED_AT_CHARGE,
          TrialCard.VISA,
          TrialCard.AUTHENTICATION_REQUIRED,
          TrialCard.VISA,
          TrialCard.FAILS_TWICE,
          TrialCard.VISA);

  @TempDir Path directory;

  @Test
  void everyOrderIsChargedOnceAndTheLedgerBalances() throws Exception {
    try (MoneyNodes nodes =
            new MoneyNodes(directory, Map.of("CHARGES_PER_SECOND_MAX", CHARGES_PER_SECOND));
        Shoppers shoppers = new Shoppers(nodes.start(3));
        Browser browser = new Browser(nodes.sandbox.address());
        ExecutorService threads = Executors.newFixedThreadPool(BACKERS_AT_ONCE)) {
      Instant later = Instant.now().plus(Duration.ofDays(1));
      Duration enough = Duration.ZERO;
      // The first is cold, and says nothing.
      for (int i = 0; i < 2; i++) {
        Instant began = Instant.now();
        String other = shoppers.launch("all-or-nothing", 4_900, later);
        buy(shoppers, browser, threads, other, WARM_UP_ORDERS);
        enough =
            Duration.between(began, Instant.now())
                .multipliedBy(2L * ORDERS)
                .dividedBy(WARM_UP_ORDERS);
      }
      String campaign =
          shoppers.launch("all-or-nothing", 4_900, Instant.now().plus(enough).plus(SPARE));
      Map<String, TrialCard> cards = buy(shoppers, browser, threads, campaign, ORDERS);
      assertThat(cards).hasSize(ORDERS);

      // The deadline was guessed, and may be long in coming.
      Awaitility.await("the collection is under way")
          .atMost(WAIT.plus(enough))
          .until(() -> count(nodes, campaign, "captured") > ORDERS / 10);
      assertThat(count(nodes, campaign, "pledged")).as("it is not over").isPositive();
      nodes.kill(3);
      shoppers.useOnly(List.of("http://127.0.0.1:18090", "http://127.0.0.2:18090"));

      Awaitility.await("each order is where its card brings it")
          .atMost(WAIT)
          .pollInterval(Duration.ofSeconds(1))
          .untilAsserted(() -> judge(nodes, campaign, cards));
      Books books = Books.read(nodes.database());
      JsonNode provider = nodes.sandbox.ledger();
      assertThat(Reconciliation.differences(provider, books)).isEmpty();
      int postings = ledger(shoppers, campaign, provider);
      JsonNode collection = shoppers.get("/v1/campaigns/" + campaign + "/collection").body();
      assertThat(collection.get("outcome").asText()).isEqualTo("funded");
      System.out.printf(
          "Campaign closed: %d orders by cards %s, %d captured, %d postings balance%n",
          ORDERS, counts(cards), count(nodes, campaign, "captured"), postings);
    }
  }

  private static Map<String, TrialCard> buy(
      Shoppers shoppers, Browser browser, ExecutorService threads, String campaign, int count)
      throws Exception {
    List<Future<String>> orders = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int number = i;
      orders.add(
          threads.submit(() -> {
            String order = shoppers.order(campaign, number);
            shoppers.pay(browser, order, CARDS.get(number % CARDS.size()).method);
            return order;
          }));
    }
    Map<String, TrialCard> cards = new HashMap<>();
    for (int i = 0; i < count; i++) {
      cards.put(orders.get(i).get(), CARDS.get(i % CARDS.size()));
    }
    return cards;
  }

  /** An order that was not confirmed when the campaign closed is not charged, whatever its card. */
  private static void judge(MoneyNodes nodes, String campaign, Map<String, TrialCard> cards)
      throws SQLException {
    Map<String, String> stages = PaymentRowsNow.stages(nodes.database(), Set.of(campaign));
    Map<String, String> orders = Books.read(nodes.database()).orders();
    assertThat(cards)
        .allSatisfy((order, card) ->
            assertThat(stages.get(order))
                .as(card.name())
                .isEqualTo(
                    Objects.equals(orders.get(order), "expired") ? "released" : expected(card)));
    assertThat(stages.values()).filteredOn("captured"::equals).hasSizeGreaterThan(ORDERS / 2);
  }

  /** A card that fails is tried again after an hour. */
  private static String expected(TrialCard card) {
    return switch (card.fate) {
      case PAYS -> card == TrialCard.VISA ? "captured" : "overdue";
      case REFUSED -> "released";
      case FAILS -> "overdue";
    };
  }

  /** Reads it page by page: every entry sums to zero, and all of them to what the sandbox has. */
  private static int ledger(Shoppers shoppers, String campaign, JsonNode provider) {
    Map<String, Long> entries = new HashMap<>();
    Map<String, Long> accounts = new HashMap<>();
    int postings = 0;
    String cursor = "";
    JsonNode page;
    do {
      page =
          shoppers.get("/v1/campaigns/" + campaign + "/ledger?limit=" + PAGE_SIZE + cursor).body();
      for (JsonNode item : page.get("items")) {
        long amount = item.get("amount").asLong();
        String entry = item.get("order").asText() + " " + item.get("sequenceNumber").asLong();
        entries.merge(entry + " " + item.get("kind").asText(), amount, Long::sum);
        accounts.merge(item.get("account").asText(), amount, Long::sum);
        postings++;
      }
      cursor = "&cursor=" + page.path("next").asText();
    } while (!page.path("next").isNull());
    assertThat(entries.values()).as("every entry").containsOnly(0L);

    long captured = 0;
    long fees = 0;
    for (JsonNode charge : provider.get("charges")) {
      if (charge.get("campaign").asText().equals(campaign)) {
        captured += charge.get("captured").asLong();
        fees += charge.get("fee").asLong();
      }
    }
    assertThat(page.get("captured").asLong()).isEqualTo(captured);
    assertThat(page.get("fees").asLong()).isEqualTo(fees);
    assertThat(page.get("refunded").asLong()).isZero();
    assertThat(page.get("payable").asLong()).isEqualTo(captured - fees);
    assertThat(accounts.get("provider")).as("what is at the provider").isEqualTo(captured - fees);
    assertThat(accounts.get("creator")).as("what the creator is owed").isEqualTo(fees - captured);
    return postings;
  }

  private static Map<String, Integer> counts(Map<String, TrialCard> cards) {
    Map<String, Integer> counts = new HashMap<>();
    cards.values().forEach(card -> counts.merge(card.name(), 1, Integer::sum));
    return Collections.unmodifiableMap(counts);
  }

  private static long count(MoneyNodes nodes, String campaign, String stage) {
    return PaymentRowsNow.stages(nodes.database(), Set.of(campaign)).values().stream()
        .filter(stage::equals)
        .count();
  }
}
