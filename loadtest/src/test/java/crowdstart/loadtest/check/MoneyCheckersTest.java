package crowdstart.loadtest.check;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Charges and refunds. */
class MoneyCheckersTest {
  private static final Checker CHARGES = new ChargeChecker();
  private static final String INTENT = "{\"id\":\"pi\",\"order\":\"one\"}";
  private static final String CHARGE =
      """
      {"id":"ch","payment":"pi","order":"one","status":"succeeded","amount":10,"captured":10,
       "refunded":0,"currency":"eur","transaction":99}\
      """;

  private static Given paidOrder() {
    return Given.liveCampaign()
        .placed("one", 1)
        .order("one", "confirmed")
        .paid("one")
        .has("intents", INTENT)
        .has("charges", CHARGE);
  }

  @Test
  void oneChargeOfOneOrderIsClean() {
    Findings found = paidOrder().judgedBy(CHARGES);

    assertThat(found.violations()).isEmpty();
    assertThat(found.lookedAt())
        .containsEntry("provider's charges", 1)
        .containsEntry("moves of money behind their event", 1);
  }

  @Test
  void aSecondChargeIsFound() {
    Findings found =
        paidOrder().has("charges", CHARGE.replace("\"pi\"", "\"pi2\"")).judgedBy(CHARGES);

    assertThat(found.violations()).anyMatch(it -> it.contains("charged twice"));
    assertThat(found.violations()).anyMatch(it -> it.contains("charged by two payments"));
  }

  @Test
  void aChargeForNoOrderIsFound() {
    Findings found = new Given().has("charges", CHARGE).judgedBy(CHARGES);

    assertThat(found.violations()).anyMatch(it -> it.contains("a charge for no order"));
  }

  @Test
  void moneyThatTheProviderDoesNotHaveIsFound() {
    Findings found =
        Given.liveCampaign()
            .placed("one", 1)
            .order("one", "confirmed")
            .paid("one")
            .judgedBy(CHARGES);

    assertThat(found.violations()).singleElement().asString().contains("not at the provider");
  }

  @Test
  void aChargeBeforeItsEventIsFound() {
    Findings found =
        Given.liveCampaign()
            .placed("one", 1)
            .paid("one")
            .has("intents", INTENT)
            .has("charges", CHARGE.replace("99", "1"))
            .judgedBy(CHARGES);

    assertThat(found.violations()).singleElement().asString().contains("M9", "before its event");
  }

  @Test
  void aCancelledOrderKeepsNoMoney() {
    Findings found = paidOrder().order("one", "cancelled").judgedBy(CHARGES);

    assertThat(found.violations()).singleElement().asString().contains("M4", "10 are kept");
  }

  @Test
  void aCampaignThatCameToNothingKeepsNoMoney() {
    Findings found =
        paidOrder()
            .row("campaign|c", "campaign-closed.1", "{\"outcome\":\"unfunded\"}")
            .judgedBy(CHARGES);

    assertThat(found.violations()).singleElement().asString().contains("M5");
  }

  @Test
  void anOrderWhoseMoneyWentBackWithItsCampaignIsNotConfirmed() {
    String why = "{\"refund\":\"campaign-cancelled-1\",\"amount\":10}";
    Given back =
        paidOrder()
            .payment("one", "refund-tried", why)
            .payment("one", "refunded", why)
            .has(
                "refunds", "{\"order\":\"one\",\"refund\":\"campaign-cancelled-1\",\"amount\":10}");

    assertThat(back.judgedBy(CHARGES).violations()).singleElement().asString().contains("O6");
    assertThat(back.order("one", "released").judgedBy(CHARGES).violations())
        .noneMatch(it -> it.contains("O6"));
  }

  @Test
  void aRefundMadeTwiceIsFound() {
    String refund =
        """
        {"id":"re","payment":"pi","order":"one","refund":"r","status":"succeeded","amount":4,
         "transaction":99}\
        """;
    Given run =
        paidOrder()
            .payment("one", "refund-tried", "{\"refund\":\"r\",\"amount\":4}")
            .payment("one", "refunded", "{\"refund\":\"r\",\"amount\":4}")
            .has("refunds", refund);

    assertThat(run.judgedBy(CHARGES).violations()).isEmpty();
    assertThat(run.has("refunds", refund).judgedBy(CHARGES).violations())
        .singleElement()
        .asString()
        .contains("M3", "given back twice");
  }

  @Test
  void aRefundThatFailedIsNoMoneyGivenBack() {
    String refund =
        """
        {"id":"re","payment":"pi","order":"one","refund":"order-cancelled-1","status":"%s",
         "amount":10,"transaction":99}\
        """;
    String ours =
        "{\"refund\":\"order-cancelled-1\",\"amount\":10,\"because\":\"order-cancelled\"}";
    Given run =
        paidOrder()
            .order("one", "cancelled")
            .payment("one", "refund-tried", ours)
            .payment("one", "refunded", ours)
            .payment("one", "refund-failed", "{\"refund\":\"order-cancelled-1\",\"returned\":10}")
            .has("refunds", refund.formatted("failed"));

    assertThat(run.judgedBy(CHARGES).violations())
        .as("it has to be given back again")
        .singleElement()
        .asString()
        .contains("M4", "10 are kept");
    assertThat(run.payment("one", "refund-given-up", "{}").judgedBy(CHARGES).violations())
        .as("unless a person has to do that")
        .isEmpty();
    assertThat(run.has("refunds", refund.formatted("succeeded")).judgedBy(CHARGES).violations())
        .anyMatch(it -> it.contains("given back twice"))
        .anyMatch(it -> it.contains("M2"));
  }

  @Test
  void whatABankTookIsGoneHereAsThere() {
    String there = "{\"id\":\"du\",\"order\":\"one\",\"taken\":10}";
    Given run = paidOrder().order("one", "cancelled").has("disputes", there);
    assertThat(run.judgedBy(CHARGES).violations())
        .singleElement()
        .asString()
        .contains("M2", "is disputed");

    run.payment("one", "disputed", "{\"dispute\":\"du\",\"takenSince\":10,\"feeSince\":2}");
    assertThat(run.judgedBy(CHARGES).violations()).as("and nothing of it is kept").isEmpty();
    run.payment("one", "disputed", "{\"dispute\":\"du\",\"takenSince\":-10,\"feeSince\":0}");
    assertThat(run.judgedBy(CHARGES).violations()).anyMatch(it -> it.contains("is disputed"));
  }

  @Test
  void aRefundThatNobodyBeganIsFound() {
    Findings found =
        paidOrder()
            .has("refunds", "{\"id\":\"re\",\"order\":\"one\",\"refund\":\"r\",\"amount\":4}")
            .judgedBy(CHARGES);

    assertThat(found.violations()).anyMatch(it -> it.contains("M9"));
    assertThat(found.violations()).anyMatch(it -> it.contains("M2"));
  }
}
