package crowdstart.http;

import crowdstart.http.gateway.StripeGateway;
import crowdstart.http.gateway.StripeSettings;
import crowdstart.http.gateway.StripeWebhook;
import crowdstart.http.payment.PaymentPort;
import crowdstart.sandbox.Sandbox;
import crowdstart.sandbox.SandboxDatabase;
import crowdstart.sandbox.SandboxSettings;
import java.net.URI;
import java.util.List;

/** One payment sandbox for all tests of a JVM, and a gateway to it for each node. */
final class TestMoney implements AutoCloseable {
  static final String WEBHOOK_SECRET = "whsec_of_the_tests";
  static final Sandbox SANDBOX = Sandbox.start(SandboxSettings.local(SandboxDatabase.empty()));

  final StripeGateway gateway =
      new StripeGateway(
          new StripeSettings("sandbox", SANDBOX.address(), SandboxSettings.SECRET_KEY_DEFAULT));
  final PaymentPort port =
      new PaymentPort("sandbox", new StripeWebhook(List.of(WEBHOOK_SECRET)), gateway.news());

  /** From now on the sandbox's webhooks go to the node at this port as well. */
  void report(int httpPort) {
    SANDBOX.addEndpoint(
        new SandboxSettings.Endpoint(
            URI.create("http://127.0.0.1:" + httpPort + "/v1/payments/webhooks/sandbox"),
            WEBHOOK_SECRET));
  }

  @Override
  public void close() {
    gateway.close();
  }
}
