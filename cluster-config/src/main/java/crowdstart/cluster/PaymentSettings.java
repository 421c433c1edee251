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

  /**
   * What stands in for it; no money moves.
   *
   * @param running where one runs already; otherwise the node starts its own
   * @param port of its own
   */
  public record Sandbox(Optional<URI> running, int port) implements Provider {}
}
