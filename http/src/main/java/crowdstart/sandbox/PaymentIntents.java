package crowdstart.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.Set;

/** How money is taken: made, confirmed until it succeeds once, or cancelled. */
final class PaymentIntents {
  private static final Set<String> OPEN =
      Set.of("requires_payment_method", "requires_confirmation", "requires_action");

  private PaymentIntents() {}

  static ObjectNode create(Ledger ledger, Form form) {
    form.only(
        "amount",
        "currency",
        "customer",
        "payment_method",
        "payment_method_types",
        "capture_method",
        "metadata",
        "expand",
        "description");
    String customer = form.required("customer");
    ledger.get(Kind.CUSTOMER, customer);
    String currency = form.required("currency");
    if (!currency.matches("[a-z]{3}")) {
      throw Problem.invalid(null, "currency", "Invalid currency: " + currency);
    }
    Optional<String> method = form.text("payment_method");
    method.ifPresent(id -> requireOwned(ledger.get(Kind.PAYMENT_METHOD, id), customer));
    ObjectNode payment = ledger.create(Kind.PAYMENT_INTENT);
    payment
        .put("amount", form.positive("amount"))
        .put("amount_received", 0)
        .put("amount_capturable", 0)
        .put("currency", currency)
        .put("customer", customer)
        .put("capture_method", form.text("capture_method").orElse("automatic_async"))
        .put("confirmation_method", "automatic")
        .put("client_secret", Ids.next(Ledger.id(payment) + "_secret"))
        .put("status", method.isPresent() ? "requires_confirmation" : "requires_payment_method")
        .put("payment_method", method.orElse(null))
        .putNull("last_payment_error")
        .putNull("latest_charge")
        .putNull("canceled_at")
        .putNull("cancellation_reason")
        .putNull("next_action");
    payment.putArray("payment_method_types").add("card");
    payment.set("metadata", form.metadata());
    ledger.add(Kind.PAYMENT_INTENT, customer, payment);
    return payment;
  }

  /** Tries the card; without {@code off_session}, the backer is there. */
  static Answer confirm(Ledger ledger, Events events, String id, Form form) {
    form.only(
        "payment_method",
        "off_session",
        "client_secret",
        "key",
        "expand",
        "return_url",
        "use_stripe_sdk");
    ObjectNode payment = ledger.lock(Kind.PAYMENT_INTENT, id);
    requireOpen(payment, "confirm");
    ObjectNode method = method(ledger, payment, form);
    boolean isOffSession = form.isTrue("off_session");
    Optional<TestCard.Decline> decline =
        PaymentMethods.card(method)
            .whenCharged(isOffSession, PaymentMethods.countCharge(ledger, method));
    ObjectNode charge = Charges.add(ledger, payment, method, decline);
    payment.put("latest_charge", Ledger.id(charge));
    if (decline.isPresent()) {
      ObjectNode error = Declines.error(decline.get(), method).put("charge", Ledger.id(charge));
      payment
          .put("status", "requires_payment_method")
          .putNull("payment_method")
          .set("last_payment_error", error);
      ledger.save(payment);
      events.add(ledger, "payment_intent.payment_failed", payment);
      return Declines.answer(error, Kind.PAYMENT_INTENT, payment);
    }
    payment
        .put("status", "succeeded")
        .put("payment_method", Ledger.id(method))
        .put("amount_received", payment.path("amount").asLong())
        .putNull("last_payment_error");
    ledger.save(payment);
    events.add(ledger, "payment_intent.succeeded", payment);
    events.add(ledger, "charge.succeeded", charge);
    Disputes.afterCharge(ledger, events, PaymentMethods.card(method), charge);
    return Answer.ok(payment);
  }

  /** The card of this call, or else the one that it has; a browser may bring a new one. */
  private static ObjectNode method(Ledger ledger, ObjectNode payment, Form form) {
    String customer = payment.path("customer").asText();
    String id =
        form.text("payment_method")
            .or(() -> Optional.ofNullable(payment.path("payment_method").textValue()))
            .orElseThrow(() ->
                Problem.invalid(
                    "payment_intent_unexpected_state",
                    "payment_method",
                    "You cannot confirm this PaymentIntent because it's missing a payment"
                        + " method."));
    Optional<TestCard> card = TestCard.named(id);
    if (card.isPresent()) {
      return PaymentMethods.create(ledger, card.get(), customer);
    }
    ObjectNode method = ledger.lock(Kind.PAYMENT_METHOD, id);
    requireOwned(method, customer);
    return method;
  }

  private static void requireOwned(ObjectNode method, String customer) {
    if (!customer.equals(method.path("customer").asText())) {
      throw Problem.invalid(
          null, "payment_method", "The PaymentMethod does not belong to the Customer.");
    }
  }

  static ObjectNode cancel(Ledger ledger, Events events, String id, Form form) {
    form.only("cancellation_reason", "expand");
    ObjectNode payment = ledger.lock(Kind.PAYMENT_INTENT, id);
    requireOpen(payment, "cancel");
    payment
        .put("status", "canceled")
        .put("canceled_at", ledger.now())
        .put("cancellation_reason", form.text("cancellation_reason").orElse(null));
    ledger.save(payment);
    events.add(ledger, "payment_intent.canceled", payment);
    return payment;
  }

  private static void requireOpen(ObjectNode payment, String verb) {
    String status = payment.path("status").asText();
    if (!OPEN.contains(status)) {
      throw Problem.invalid(
          "payment_intent_unexpected_state",
          null,
          "You cannot " + verb + " this PaymentIntent because it has a status of " + status + ".");
    }
  }
}
