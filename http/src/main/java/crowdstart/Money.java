package crowdstart;

import crowdstart.cluster.Endpoint;
import crowdstart.cluster.PaymentSettings;
import crowdstart.cluster.Secret;
import crowdstart.cluster.Settings;
import crowdstart.cluster.StartFailed;
import crowdstart.database.DatabaseAddress;
import crowdstart.http.gateway.StripeGateway;
import crowdstart.http.gateway.StripeSettings;
import crowdstart.http.gateway.StripeWebhook;
import crowdstart.http.payment.PaymentPort;
import crowdstart.sandbox.Sandbox;
import crowdstart.sandbox.SandboxSettings;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * The payment provider of a node: Stripe, a sandbox that runs already, or one of the node's own.
 *
 * @param sandbox the node's own; closed with the node
 */
record Money(
    StripeGateway gateway, PaymentPort port, String description, Optional<Sandbox> sandbox) {
  /** What sandboxes of this machine sign with: there is nothing to protect. */
  static final String SANDBOX_WEBHOOK_SECRET = "whsec_crowdstart_sandbox";

  static final String LOOPBACK = "127.0.0.1";

  private static final String SANDBOX = "sandbox";

  static Money of(Settings settings, DatabaseAddress database) {
    return switch (settings.payments().provider()) {
      case PaymentSettings.Stripe(URI address, Secret key, List<Secret> webhookSecrets) -> {
        List<String> secrets = webhookSecrets.stream().map(Secret::value).toList();
        StripeGateway gateway =
            new StripeGateway(new StripeSettings("stripe", address, key.value()));
        yield new Money(
            gateway,
            new PaymentPort("stripe", new StripeWebhook(secrets), gateway.news()),
            "Stripe at " + address,
            Optional.empty());
      }
      case PaymentSettings.Sandbox(Optional<URI> running, int port) ->
          running
              .map(address -> sandbox(address, Optional.empty()))
              .orElseGet(() -> ownSandbox(settings.http(), port, database));
    };
  }

  private static Money ownSandbox(Endpoint http, int port, DatabaseAddress database) {
    String host = http.isLoopback() ? http.host() : LOOPBACK;
    Sandbox sandbox = startSandbox(host, port, database, List.of(webhooksTo(http)));
    return sandbox(sandbox.address(), Optional.of(sandbox));
  }

  /**
   * Starts a sandbox for this machine alone: its key is known to everybody.
   *
   * @throws StartFailed when the port is taken
   */
  static Sandbox startSandbox(
      String host, int port, DatabaseAddress database, List<SandboxSettings.Endpoint> endpoints) {
    try {
      return Sandbox.start(
          SandboxSettings.local(ledger(database))
              .withHost(host)
              .withPort(port)
              .withEndpoints(endpoints.toArray(SandboxSettings.Endpoint[]::new)));
    } catch (RuntimeException failure) {
      throw new StartFailed(
          "The payment sandbox cannot start on SANDBOX_PORT " + port + ": " + failure.getMessage(),
          failure);
    }
  }

  static SandboxSettings.Database ledger(DatabaseAddress database) {
    return new SandboxSettings.Database(database.url(), database.user(), database.password());
  }

  private static Money sandbox(URI address, Optional<Sandbox> own) {
    StripeGateway gateway =
        new StripeGateway(new StripeSettings(SANDBOX, address, SandboxSettings.SECRET_KEY_DEFAULT));
    StripeWebhook webhook = new StripeWebhook(List.of(SANDBOX_WEBHOOK_SECRET));
    return new Money(
        gateway,
        new PaymentPort(SANDBOX, webhook, gateway.news()),
        "sandbox at " + address + " (no money moves)",
        own);
  }

  /** How a sandbox reports to a node. */
  static SandboxSettings.Endpoint webhooksTo(Endpoint http) {
    String host = Endpoint.isWildcard(http.host()) ? LOOPBACK : http.host();
    return new SandboxSettings.Endpoint(
        URI.create("http://" + host + ":" + http.port() + "/v1/payments/webhooks/" + SANDBOX),
        SANDBOX_WEBHOOK_SECRET);
  }

  void close() {
    gateway.close();
    sandbox.ifPresent(Sandbox::close);
  }
}
