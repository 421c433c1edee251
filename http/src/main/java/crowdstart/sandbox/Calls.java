package crowdstart.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Every call that the sandbox knows of Stripe's API. */
final class Calls {
  private final Events events;

  Calls(Events events) {
    this.events = events;
  }

  Answer answer(Ledger ledger, Call call) {
    Answer answer = route(ledger, call);
    return answer.status() == 200
        ? new Answer(200, expanded(ledger, (ObjectNode) answer.body(), call.form()))
        : answer;
  }

  private Answer route(Ledger ledger, Call call) {
    Form form = call.form();
    return switch (call.pattern()) {
      case "POST /v1/customers" -> Answer.ok(Customers.create(ledger, form));
      case "GET /v1/customers/*" -> Answer.ok(ledger.get(Kind.CUSTOMER, call.id()));
      case "POST /v1/setup_intents" -> Answer.ok(SetupIntents.create(ledger, form));
      case "GET /v1/setup_intents" -> list(ledger, Kind.SETUP_INTENT, call, "customer");
      case "GET /v1/setup_intents/*" -> Answer.ok(ledger.get(Kind.SETUP_INTENT, call.id()));
      case "POST /v1/setup_intents/*/confirm" ->
          SetupIntents.confirm(ledger, events, call.id(), form);
      case "POST /v1/setup_intents/*/cancel" ->
          Answer.ok(SetupIntents.cancel(ledger, events, call.id(), form));
      case "POST /v1/payment_intents" -> Answer.ok(PaymentIntents.create(ledger, form));
      case "GET /v1/payment_intents" -> list(ledger, Kind.PAYMENT_INTENT, call, "customer");
      case "GET /v1/payment_intents/*" -> Answer.ok(ledger.get(Kind.PAYMENT_INTENT, call.id()));
      case "POST /v1/payment_intents/*/confirm" ->
          PaymentIntents.confirm(ledger, events, call.id(), form);
      case "POST /v1/payment_intents/*/cancel" ->
          Answer.ok(PaymentIntents.cancel(ledger, events, call.id(), form));
      case "POST /v1/refunds" -> Answer.ok(Refunds.create(ledger, events, form));
      case "GET /v1/refunds" -> list(ledger, Kind.REFUND, call, "payment_intent");
      case "GET /v1/refunds/*" -> Answer.ok(ledger.get(Kind.REFUND, call.id()));
      case "GET /v1/charges" -> list(ledger, Kind.CHARGE, call, "payment_intent");
      case "GET /v1/charges/*" -> Answer.ok(ledger.get(Kind.CHARGE, call.id()));
      case "GET /v1/disputes" -> list(ledger, Kind.DISPUTE, call, "payment_intent");
      case "GET /v1/disputes/*" -> Answer.ok(ledger.get(Kind.DISPUTE, call.id()));
      case "POST /v1/disputes/*" -> Answer.ok(Disputes.update(ledger, events, call.id(), form));
      case "POST /v1/disputes/*/close" ->
          Answer.ok(Disputes.close(ledger, events, call.id(), form));
      // Not Stripe's: there, banks do that.
      case "POST /v1/disputes" -> Answer.ok(Disputes.open(ledger, events, form));
      case "GET /v1/events" -> list(ledger, Kind.EVENT, call, "owner");
      case "GET /v1/events/*" -> Answer.ok(ledger.get(Kind.EVENT, call.id()));
      default -> throw Problem.noSuchCall(call.method(), call.path());
    };
  }

  private static Answer list(Ledger ledger, Kind kind, Call call, String filter) {
    Form form =
        call.form()
            .only(
                "limit",
                "starting_after",
                "ending_before",
                "created",
                "type",
                "types",
                "expand",
                filter);
    return Answer.ok(Lists.page(ledger, kind, form, filter, call.path()));
  }

  /** Puts objects in the place of their ids, along each path that the call names. */
  private static ObjectNode expanded(Ledger ledger, ObjectNode body, Form form) {
    List<String> paths = form.list("expand");
    if (paths.isEmpty()) {
      return body;
    }
    ObjectNode expanded = body.deepCopy();
    paths.forEach(path -> expand(ledger, expanded, path.split("\\.", -1), 0));
    return expanded;
  }

  private static void expand(Ledger ledger, ObjectNode body, String[] path, int depth) {
    if (depth == path.length) {
      return;
    }
    JsonNode field = body.path(path[depth]);
    if (field.isTextual()) {
      Kind kind =
          switch (path[depth]) {
            case "latest_charge", "charge" -> Kind.CHARGE;
            case "balance_transaction" -> Kind.BALANCE_TRANSACTION;
            case "payment_intent" -> Kind.PAYMENT_INTENT;
            case "customer" -> Kind.CUSTOMER;
            default ->
                throw Problem.invalid(
                    null, "expand", "This property cannot be expanded (" + path[depth] + ").");
          };
      body.set(path[depth], ledger.get(kind, field.asText()));
    }
    if (body.path(path[depth]) instanceof ObjectNode object) {
      expand(ledger, object, path, depth + 1);
    }
  }
}
