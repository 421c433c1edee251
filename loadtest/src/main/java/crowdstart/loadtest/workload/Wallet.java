package crowdstart.loadtest.workload;

import com.fasterxml.jackson.databind.JsonNode;
import crowdstart.loadtest.history.Kind;
import crowdstart.loadtest.history.Operation;
import java.util.List;
import java.util.Random;

/** Pays as a backer's browser does: opens the payment, and takes a card to the provider. */
final class Wallet {
  /** As often as they stand here. */
  private static final List<String> CARDS =
      List.of(
          "pm_card_visa",
          "pm_card_visa",
          "pm_card_visa",
          "pm_card_visa",
          "pm_card_visa",
          "pm_card_visa",
          "pm_card_visa",
          "pm_card_chargeDeclined",
          "pm_card_chargeCustomerFail",
          "pm_card_authenticationRequired",
          "pm_card_failsTwice");

  /** Asks until the answer is known, or gives up. */
  @FunctionalInterface
  interface Asker {
    Operation ask(Kind kind, String subject, String key, String body) throws InterruptedException;
  }

  private final Asker asker;
  private final Random random;

  Wallet(Asker asker, Random random) {
    this.asker = asker;
    this.random = random;
  }

  /** Returns whether a card was taken. */
  boolean pay(String order) throws InterruptedException {
    String body = random.nextInt(3) == 0 ? "{\"newCard\":true}" : "";
    Operation opened = asker.ask(Kind.OPEN_PAYMENT, order, "", body);
    JsonNode action = opened.answer().path("action");
    if (!opened.isDone() || action.isMissingNode()) {
      return false;
    }
    String card = CARDS.get(random.nextInt(CARDS.size()));
    return give(order, action, card).isDone()
        || (random.nextBoolean() && give(order, action, "pm_card_visa").isDone());
  }

  private Operation give(String order, JsonNode action, String card) throws InterruptedException {
    boolean isSetup = action.path("type").asText().equals("setup");
    String form =
        "client_secret=" + action.path("clientSecret").asText() + "&payment_method=" + card;
    return asker.ask(
        isSetup ? Kind.SECURE_CARD : Kind.AUTHENTICATE,
        order,
        action.path("reference").asText(),
        form);
  }
}
