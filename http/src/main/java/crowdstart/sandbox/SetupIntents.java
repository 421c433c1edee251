package crowdstart.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.Set;

/** How a card is secured for later. */
final class SetupIntents {
  private static final Set<String> OPEN =
      Set.of("requires_payment_method", "requires_confirmation", "requires_action");

  private SetupIntents() {}

  static ObjectNode create(Ledger ledger, Form form) {
    form.only("customer", "usage", "payment_method_types", "metadata", "expand", "description");
    String customer = form.required("customer");
    ledger.get(Kind.CUSTOMER, customer);
    ObjectNode setup = ledger.create(Kind.SETUP_INTENT);
    setup
        .put("customer", customer)
        .put("client_secret", Ids.next(Ledger.id(setup) + "_secret"))
        .put("status", "requires_payment_method")
        .put("usage", form.text("usage").orElse("off_session"))
        .putNull("payment_method")
        .putNull("last_setup_error")
        .putNull("latest_attempt")
        .putNull("next_action")
        .putNull("cancellation_reason");
    setup.putArray("payment_method_types").add("card");
    setup.set("metadata", form.metadata());
    ledger.add(Kind.SETUP_INTENT, customer, setup);
    return setup;
  }

  /** The backer's browser gives a card. */
  static Answer confirm(Ledger ledger, Events events, String id, Form form) {
    form.only("payment_method", "client_secret", "key", "expand", "return_url", "use_stripe_sdk");
    ObjectNode setup = ledger.lock(Kind.SETUP_INTENT, id);
    requireOpen(setup, "confirm");
    String customer = setup.path("customer").asText();
    TestCard card = card(form.required("payment_method"));
    ObjectNode method = PaymentMethods.create(ledger, card, customer);
    Optional<TestCard.Decline> decline = card.whenSecured();
    if (decline.isPresent()) {
      ObjectNode error = Declines.error(decline.get(), method);
      setup.put("status", "requires_payment_method").set("last_setup_error", error);
      ledger.save(setup);
      events.add(ledger, "setup_intent.setup_failed", setup);
      return Declines.answer(error, Kind.SETUP_INTENT, setup);
    }
    setup
        .put("status", "succeeded")
        .put("payment_method", Ledger.id(method))
        .putNull("last_setup_error");
    ledger.save(setup);
    events.add(ledger, "setup_intent.succeeded", setup);
    return Answer.ok(setup);
  }

  private static TestCard card(String name) {
    return TestCard.named(name).orElseThrow(() -> Problem.missing("PaymentMethod", name));
  }

  static ObjectNode cancel(Ledger ledger, Events events, String id, Form form) {
    form.only("cancellation_reason", "expand");
    ObjectNode setup = ledger.lock(Kind.SETUP_INTENT, id);
    requireOpen(setup, "cancel");
    setup
        .put("status", "canceled")
        .put(
            "cancellation_reason",
            form.text("cancellation_reason").orElse("requested_by_customer"));
    ledger.save(setup);
    events.add(ledger, "setup_intent.canceled", setup);
    return setup;
  }

  private static void requireOpen(ObjectNode setup, String verb) {
    String status = setup.path("status").asText();
    if (!OPEN.contains(status)) {
      throw Problem.invalid(
          "setup_intent_unexpected_state",
          null,
          "You cannot " + verb + " this SetupIntent because it has a status of " + status + ".");
    }
  }
}
