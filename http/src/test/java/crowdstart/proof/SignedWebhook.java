package crowdstart.proof;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signs as Stripe's documentation says, with no code of production or of the sandbox. */
final class SignedWebhook {
  private SignedWebhook() {}

  /** The header for these very bytes. */
  static String header(String secret, long epochSecond, String body) {
    return "t=" + epochSecond + ",v1=" + code(secret, epochSecond, body);
  }

  static String code(String secret, long epochSecond, String body) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      return HexFormat.of()
          .formatHex(mac.doFinal((epochSecond + "." + body).getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
