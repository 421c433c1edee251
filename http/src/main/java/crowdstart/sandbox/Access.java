package crowdstart.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/**
 * Who may call: the merchant with the secret key, and a browser that shows the client secret of the
 * very intent that it reads or confirms.
 */
final class Access {
  private final byte[] secretKey;

  Access(String secretKey) {
    this.secretKey = bytes(secretKey);
  }

  boolean isMerchant(Call call) {
    return isSame(secretKey, call.bearer());
  }

  /**
   * Lets a browser through.
   *
   * @throws Problem when the call is not a browser's to make
   */
  void requireBrowser(Ledger ledger, Call call) {
    @Nullable Kind kind =
        switch (call.pattern()) {
          case "GET /v1/setup_intents/*", "POST /v1/setup_intents/*/confirm" -> Kind.SETUP_INTENT;
          case "GET /v1/payment_intents/*", "POST /v1/payment_intents/*/confirm" ->
              Kind.PAYMENT_INTENT;
          default -> null;
        };
    String shown = call.form().text("client_secret").orElse("");
    if (kind == null || shown.isEmpty() || call.form().text("off_session").isPresent()) {
      throw Problem.unauthorized("Invalid API Key provided.");
    }
    ObjectNode intent = ledger.get(kind, call.id());
    if (!isSame(bytes(intent.path("client_secret").asText()), shown)) {
      throw Problem.unauthorized("The client_secret provided does not match.");
    }
  }

  private static boolean isSame(byte[] expected, @Nullable String shown) {
    return shown != null && MessageDigest.isEqual(expected, bytes(shown));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
