package crowdstart.http.gateway;

import static crowdstart.http.gateway.Orders.done;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.gson.annotations.SerializedName;
import com.stripe.model.Charge;
import com.stripe.model.Customer;
import com.stripe.model.Event;
import com.stripe.model.PaymentIntent;
import com.stripe.model.Refund;
import com.stripe.model.SetupIntent;
import com.stripe.model.StripeError;
import crowdstart.http.gateway.ScriptedProvider.Reply;
import crowdstart.http.gateway.ScriptedProvider.Request;
import crowdstart.identity.OrderId;
import crowdstart.payment.Card;
import crowdstart.sandbox.Sandbox;
import crowdstart.sandbox.SandboxDatabase;
import crowdstart.sandbox.SandboxSettings;
import crowdstart.sandbox.Wire;
import java.lang.reflect.Field;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * Our requests and the sandbox's answers, held against Stripe's published shapes. The published
 * shapes are here in the form of the SDK's classes, which are generated from Stripe's OpenAPI
 * description; the requests stand as a table, written from Stripe's API reference.
 */
class StripeShapesTest {
  private static final OrderId ORDER = Orders.next();
  private static final Card CARD = new Card("cus_1", "pm_1");

  @Test
  void theRequestsAreStripes() {
    try (ScriptedProvider provider = new ScriptedProvider(StripeShapesTest::plausible);
        StripeGateway gateway = provider.gateway()) {
      done(gateway.createSetup(ORDER, 1, null));
      done(gateway.createSetup(ORDER, 2, "cus_1"));
      done(gateway.readSetup("seti_1"));
      done(gateway.cancelSetup("seti_1"));
      done(gateway.createCharge(Orders.request(ORDER, CARD)));
      done(gateway.confirmCharge(ORDER, "pi_1", CARD, 3));
      done(gateway.readCharge("pi_1"));
      done(gateway.cancelCharge("pi_1"));
      done(gateway.refund(ORDER, "pi_1", "r1", 900));
      done(gateway.findRefund("pi_1", "r1"));
      String order = ORDER.value();
      String fee = "latest_charge.balance_transaction";
      assertThat(provider.requests)
          .extracting(it -> it.call() + " " + it.form() + " " + key(it))
          .containsExactly(
              "POST /v1/customers metadata[order]=" + order + " " + order + ":customer",
              "POST /v1/setup_intents customer=cus_1&metadata[attempt]=1&metadata[order]="
                  + order
                  + "&payment_method_types[0]=card&usage=off_session "
                  + order
                  + ":setup:1",
              "POST /v1/setup_intents customer=cus_1&metadata[attempt]=2&metadata[order]="
                  + order
                  + "&payment_method_types[0]=card&usage=off_session "
                  + order
                  + ":setup:2",
              "GET /v1/setup_intents/seti_1  ",
              "POST /v1/setup_intents/seti_1/cancel  ",
              "POST /v1/payment_intents amount=4900&capture_method=automatic&currency=eur"
                  + "&customer=cus_1&metadata[campaign]="
                  + Orders.CAMPAIGN.value()
                  + "&metadata[order]="
                  + order
                  + "&payment_method=pm_1&payment_method_types[0]=card "
                  + order
                  + ":charge:pm_1",
              "POST /v1/payment_intents/pi_1/confirm expand[0]="
                  + fee
                  + "&off_session=true&payment_method=pm_1 "
                  + order
                  + ":confirm:3",
              "GET /v1/payment_intents/pi_1 expand[0]=" + fee + " ",
              "POST /v1/payment_intents/pi_1/cancel  ",
              "GET /v1/refunds limit=100&payment_intent=pi_1 ",
              "POST /v1/refunds amount=900&metadata[order]="
                  + order
                  + "&metadata[refund]=r1&payment_intent=pi_1 "
                  + order
                  + ":refund:r1",
              "GET /v1/refunds limit=100&payment_intent=pi_1 ");
      assertThat(provider.requests)
          .allSatisfy(request -> {
            assertThat(request.header("Authorization")).isEqualTo("Bearer sk_test_scripted");
            assertThat(request.header("Stripe-version")).isEqualTo(com.stripe.Stripe.API_VERSION);
          });
    }
  }

  /** Our own keys; the SDK makes up others where we send none. */
  private static String key(Request request) {
    String key = request.header("Idempotency-key");
    return key.startsWith(ORDER.value()) ? key : "";
  }

  private static Reply plausible(Request request) {
    String customer = "{\"id\":\"cus_1\",\"object\":\"customer\"}";
    if (request.call().contains("setup_intents")) {
      return new Reply(
          200,
          "{\"id\":\"seti_1\",\"object\":\"setup_intent\",\"customer\":\"cus_1\","
              + "\"status\":\"requires_payment_method\"}");
    }
    if (request.call().contains("payment_intents")) {
      return new Reply(
          200,
          "{\"id\":\"pi_1\",\"object\":\"payment_intent\",\"amount\":4900,"
              + "\"status\":\"requires_confirmation\"}");
    }
    return switch (request.call()) {
      case "POST /v1/customers" -> new Reply(200, customer);
      case "GET /v1/refunds" ->
          new Reply(200, "{\"object\":\"list\",\"has_more\":false,\"data\":[]}");
      default ->
          new Reply(
              200,
              "{\"id\":\"re_1\",\"object\":\"refund\",\"amount\":900,\"status\":\"succeeded\"}");
    };
  }

  @Test
  void theSandboxsAnswersAreStripes() {
    try (Sandbox sandbox = Sandbox.start(SandboxSettings.local(SandboxDatabase.empty()));
        Wire wire = new Wire(sandbox)) {
      Wire.Reply customer = wire.post("/v1/customers", "metadata[order]", "local-1");
      Wire.Reply setup = wire.post("/v1/setup_intents", "customer", customer.id());
      Wire.Reply declined = wire.give("pm_card_chargeDeclined", "setup_intents", setup);
      Wire.Reply secured = wire.give("pm_card_failsTwice", "setup_intents", setup);
      Wire.Reply payment =
          wire.post(
              "/v1/payment_intents",
              "amount",
              "4900",
              "currency",
              "eur",
              "customer",
              customer.id(),
              "payment_method",
              secured.text("payment_method"));
      Wire.Reply refused = wire.post("/v1/payment_intents/" + payment.id() + "/confirm");
      Wire.Reply paid =
          wire.post(
              "/v1/payment_intents/" + payment.id() + "/confirm",
              "payment_method",
              "pm_card_visa",
              "expand[]",
              "latest_charge.balance_transaction");
      Wire.Reply refund = wire.post("/v1/refunds", "payment_intent", payment.id());
      requireShape(customer.json(), Customer.class);
      requireShape(setup.json(), SetupIntent.class);
      requireShape(secured.json(), SetupIntent.class);
      requireShape(declined.json().path("error"), StripeError.class);
      requireShape(payment.json(), PaymentIntent.class);
      requireShape(refused.json().path("error"), StripeError.class);
      requireShape(paid.json(), PaymentIntent.class);
      requireShape(paid.json().path("latest_charge"), Charge.class);
      requireShape(
          paid.json().at("/latest_charge/balance_transaction"),
          com.stripe.model.BalanceTransaction.class);
      requireShape(refund.json(), Refund.class);
      JsonNode events = wire.get("/v1/events?limit=100").json().path("data");
      assertThat(events).hasSizeGreaterThan(7);
      events.forEach(event -> requireShape(event, Event.class));
    }
  }

  /** Every name is one of Stripe's, and every value can be read as Stripe's type. */
  private static void requireShape(JsonNode json, Class<?> type) {
    assertThat(json.isObject()).isTrue();
    Set<String> known = new HashSet<>(List.of("object"));
    for (Field field : type.getDeclaredFields()) {
      SerializedName name = field.getAnnotation(SerializedName.class);
      if (name != null) {
        known.add(name.value());
      }
    }
    assertThat(json.fieldNames()).toIterable().as(type.getSimpleName()).isSubsetOf(known);
    assertThat(com.stripe.net.ApiResource.GSON.fromJson(json.toString(), type)).isNotNull();
    JsonNode payment = json.path("payment_intent");
    if (payment.isObject()) {
      requireShape(payment, PaymentIntent.class);
    }
    JsonNode setup = json.path("setup_intent");
    if (setup.isObject()) {
      requireShape(setup, SetupIntent.class);
    }
    JsonNode method = json.path("payment_method");
    if (method.isObject()) {
      requireShape(method, com.stripe.model.PaymentMethod.class);
    }
    JsonNode failure = json.path("last_payment_error");
    if (failure.isObject()) {
      requireShape(failure, StripeError.class);
    }
  }
}
