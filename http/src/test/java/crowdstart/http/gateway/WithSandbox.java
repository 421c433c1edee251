package crowdstart.http.gateway;

import static crowdstart.http.gateway.Orders.done;
import static crowdstart.http.gateway.Orders.request;

import crowdstart.identity.OrderId;
import crowdstart.payment.Card;
import crowdstart.payment.ChargeStanding;
import crowdstart.payment.SetupStanding;
import crowdstart.sandbox.Sandbox;
import crowdstart.sandbox.SandboxDatabase;
import crowdstart.sandbox.SandboxSettings;
import crowdstart.sandbox.Trouble;
import crowdstart.sandbox.Wire;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;

/** A sandbox, our way to it, and the browser of a backer. */
abstract class WithSandbox {
  static Sandbox sandbox;
  static Wire wire;
  static StripeGateway gateway;

  @BeforeAll
  static void start() {
    sandbox = Sandbox.start(SandboxSettings.local(SandboxDatabase.empty()));
    wire = new Wire(sandbox);
    gateway =
        new StripeGateway(
            new StripeSettings("sandbox", sandbox.address(), SandboxSettings.SECRET_KEY_DEFAULT));
  }

  @AfterAll
  static void stop() {
    gateway.close();
    wire.close();
    sandbox.close();
  }

  @AfterEach
  void calm() {
    sandbox.trouble(Trouble.NONE);
  }

  static Wire.Reply give(String card, String kind, String id, String clientSecret) {
    return wire.browser(
        "/v1/" + kind + "/" + id + "/confirm",
        "client_secret",
        clientSecret,
        "payment_method",
        card);
  }

  static Card secured(OrderId order, String card) {
    return secured(order, 1, null, card);
  }

  static Card secured(OrderId order, int attempt, @Nullable String customer, String card) {
    SetupStanding setup = done(gateway.createSetup(order, attempt, customer));
    give(card, "setup_intents", setup.id(), String.valueOf(setup.clientSecret()));
    SetupStanding now = done(gateway.readSetup(setup.id()));
    return new Card(now.customer(), String.valueOf(now.method()));
  }

  static ChargeStanding charged(OrderId order, String card) {
    Card secured = secured(order, card);
    ChargeStanding charge = done(gateway.createCharge(request(order, secured)));
    return done(gateway.confirmCharge(order, charge.id(), secured, 1));
  }

  static List<String> ofOrder(String kind, OrderId order) {
    return sandbox.ledger().path(kind).findValuesAsText("order").stream()
        .filter(order.value()::equals)
        .toList();
  }
}
