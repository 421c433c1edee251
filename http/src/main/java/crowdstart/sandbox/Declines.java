package crowdstart.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** The errors that a card's refusal is told with. */
final class Declines {
  private Declines() {}

  /** As it stands in {@code last_payment_error} and {@code last_setup_error}. */
  static ObjectNode error(TestCard.Decline decline, ObjectNode method) {
    return Json.object()
        .put("type", "card_error")
        .put("code", decline.code)
        .put("decline_code", decline.declineCode)
        .put("doc_url", "https://stripe.com/docs/error-codes/" + decline.code.replace('_', '-'))
        .put("message", decline.message)
        .set("payment_method", PaymentMethods.shown(method));
  }

  /** As the call itself is answered: what was tried is kept, and the answer is 402. */
  static Answer answer(ObjectNode error, Kind kind, ObjectNode intent) {
    ObjectNode told = error.deepCopy();
    told.set(kind.label, intent);
    return new Answer(402, Json.object().set("error", told));
  }
}
