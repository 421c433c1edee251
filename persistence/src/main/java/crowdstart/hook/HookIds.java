package crowdstart.hook;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;

/** Ids and secrets of webhooks. Their home region is that of the campaign they stand under. */
final class HookIds {

  /** The scheme asks for 24 to 64. */
  static final int SECRET_BYTES = 32;

  private static final int ID_BYTES = 16;
  private static final SecureRandom RANDOM = new SecureRandom();

  private HookIds() {}

  static String newWebhook() {
    return "wh_" + HexFormat.of().formatHex(random(ID_BYTES));
  }

  static byte[] newSecret() {
    return random(SECRET_BYTES);
  }

  /** The same for the same event and webhook, whoever asks and however often. */
  static String delivery(String source, String webhook) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256")
              .digest((webhook + "|" + source).getBytes(StandardCharsets.UTF_8));
      return "msg_" + HexFormat.of().formatHex(digest, 0, ID_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private static byte[] random(int length) {
    byte[] bytes = new byte[length];
    RANDOM.nextBytes(bytes);
    return bytes;
  }
}
