package crowdstart.cluster;

import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * Who moves the money.
 *
 * @param chargesPerSecondMax how many payments a collection run begins a second
 */
public record PaymentSettings(Provider provider, int chargesPerSecondMax) {
  /** Whose API is called. */
  public sealed interface Provider {}

  /**
   * The real one.
   *
   * @param address without a path
   * @param webhookSecrets of the endpoint; several while they are being changed
   */
  public record Stripe(URI address, Secret secretKey, List<Secret> webhookSecrets)
      implements Provider {
    public Stripe {
      webhookSecrets = List.copyOf(webhookSecrets);
    }
  }

  /** What stands in for it, and runs already; no money moves. */
  public record Sandbox(URI address, Secret webhookSecret) implements Provider {}

  /**
   * One that the node starts itself, for this machine alone: its key is known to everybody.
   *
   * @param webhookSecret what it signs with; a random one if empty
   */
  public record OwnSandbox(int port, Optional<Secret> webhookSecret) implements Provider {}

  /** Whether cards are really charged: Stripe marks the keys of its test mode. */
  boolean isForReal() {
    return provider instanceof Stripe stripe && !stripe.secretKey().value().contains("_test_");
  }

  static PaymentSettings read(SettingsReader reader) {
    List<Secret> secrets =
        reader.read(PaymentSettingsTable.STRIPE_WEBHOOK_SECRETS).orElse(List.of());
    URI address = reader.readOrStandard(PaymentSettingsTable.STRIPE_ADDRESS);
    Optional<Secret> key = reader.read(PaymentSettingsTable.STRIPE_SECRET_KEY);
    Optional<URI> sandbox = reader.read(PaymentSettingsTable.SANDBOX_ADDRESS);
    Optional<Secret> sandboxSecret = reader.read(PaymentSettingsTable.SANDBOX_WEBHOOK_SECRET);
    int sandboxPort = reader.readOrStandard(PaymentSettingsTable.SANDBOX_PORT);
    if (key.isPresent() && !reader.isSet(PaymentSettingsTable.STRIPE_WEBHOOK_SECRETS)) {
      missing(reader, PaymentSettingsTable.STRIPE_WEBHOOK_SECRETS, "STRIPE_SECRET_KEY");
    }
    if (key.isEmpty() && sandbox.isPresent() && sandboxSecret.isEmpty()) {
      missing(reader, PaymentSettingsTable.SANDBOX_WEBHOOK_SECRET, "SANDBOX_ADDRESS");
    }
    Provider standIn =
        sandbox
            .<Provider>map(it -> new Sandbox(it, sandboxSecret.orElse(new Secret(""))))
            .orElse(new OwnSandbox(sandboxPort, sandboxSecret));
    return new PaymentSettings(
        key.<Provider>map(it -> new Stripe(address, it, secrets)).orElse(standIn),
        reader.readOrStandard(PaymentSettingsTable.CHARGES_PER_SECOND_MAX));
  }

  private static void missing(SettingsReader reader, Setting<?> setting, String beside) {
    reader.problem(setting, "", setting.rule() + ", because " + beside + " is set");
  }
}
