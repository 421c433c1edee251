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
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * The payment provider of a node: Stripe, a sandbox that runs already, or one of the node's own.
 *
 * @param sandbox the node's own; closed with the node
 */
record Money(
    StripeGateway gateway, PaymentPort port, String description, Optional<Sandbox> sandbox) {
  static final String LOOPBACK = "127.0.0.1";

  private static final String SANDBOX = "sandbox";
  private static final int SECRET_BYTES = 24;
  private static final SecureRandom RANDOM = new SecureRandom();

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
      case PaymentSettings.Sandbox(URI address, Secret webhookSecret) ->
          sandbox(address, webhookSecret, Optional.empty());
      case PaymentSettings.OwnSandbox own -> ownSandbox(settings.http(), own, database);
    };
  }

  private static Money ownSandbox(
      Endpoint http, PaymentSettings.OwnSandbox wanted, DatabaseAddress database) {
    String host = http.isLoopback() ? http.host() : LOOPBACK;
    Secret secret = webhookSecret(wanted);
    Sandbox sandbox =
        startSandbox(host, wanted.port(), database, List.of(webhooksTo(http, secret)));
    return sandbox(sandbox.address(), secret, Optional.of(sandbox));
  }

  /** What a sandbox of our own signs with: unless somebody says, nobody can know it. */
  static Secret webhookSecret(PaymentSettings.OwnSandbox wanted) {
    return wanted
        .webhookSecret()
        .orElseGet(() -> {
          byte[] bytes = new byte[SECRET_BYTES];
          RANDOM.nextBytes(bytes);
          return new Secret("whsec_" + Base64.getUrlEncoder().encodeToString(bytes));
        });
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

  private static Money sandbox(URI address, Secret webhookSecret, Optional<Sandbox> own) {
    StripeGateway gateway =
        new StripeGateway(new StripeSettings(SANDBOX, address, SandboxSettings.SECRET_KEY_DEFAULT));
    StripeWebhook webhook = new StripeWebhook(List.of(webhookSecret.value()));
    return new Money(
        gateway,
        new PaymentPort(SANDBOX, webhook, gateway.news()),
        "sandbox at " + address + " (no money moves)",
        own);
  }

  /** How a sandbox reports to a node. */
  static SandboxSettings.Endpoint webhooksTo(Endpoint http, Secret secret) {
    String host = Endpoint.isWildcard(http.host()) ? LOOPBACK : http.host();
    return new SandboxSettings.Endpoint(
        URI.create("http://" + host + ":" + http.port() + "/v1/payments/webhooks/" + SANDBOX),
        secret.value());
  }

  void close() {
    gateway.close();
    sandbox.ifPresent(Sandbox::close);
  }
}
