package crowdstart.http.hook;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The symmetric signature of Standard Webhooks 1.0. */
final class Signature {
  private static final String ALGORITHM = "HmacSHA256";
  private static final String SECRET_PREFIX = "whsec_";

  private Signature() {}

  /**
   * The value of {@code webhook-signature}: one signature for each secret.
   *
   * @param timestamp of the attempt, in seconds
   */
  static String header(String id, long timestamp, byte[] body, List<byte[]> secrets) {
    return secrets.stream()
        .map(
            secret -> "v1," + Base64.getEncoder().encodeToString(sign(id, timestamp, body, secret)))
        .collect(Collectors.joining(" "));
  }

  /** A secret as its owner is shown it. */
  static String text(byte[] secret) {
    return SECRET_PREFIX + Base64.getEncoder().encodeToString(secret);
  }

  private static byte[] sign(String id, long timestamp, byte[] body, byte[] secret) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(secret, ALGORITHM));
      mac.update((id + "." + timestamp + ".").getBytes(StandardCharsets.UTF_8));
      return mac.doFinal(body);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
    }
  }
}
