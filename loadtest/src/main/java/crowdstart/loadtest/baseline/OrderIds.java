package crowdstart.loadtest.baseline;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Makes an order's id and payment token from what identifies it, so that a repeat finds the order
 * by its primary key.
 */
final class OrderIds {
  /** An id that cannot be guessed, and a token that goes with it. */
  record Ids(String id, String clientToken) {}

  private static final String ALGORITHM = "HmacSHA256";
  private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz234567";
  // 26 characters take 17 of the digest's 32 bytes; the token takes the 15 that are left.
  private static final int ID_LENGTH = 26;
  private static final int TOKEN_FROM = 17;
  private static final int TOKEN_LENGTH = 24;

  private final SecretKeySpec secret;

  OrderIds(byte[] secret) {
    this.secret = new SecretKeySpec(secret, ALGORITHM);
  }

  Ids of(String campaign, String email, String key) {
    byte[] digest = digest(campaign + "\n" + email + "\n" + key);
    return new Ids(
        "local-" + base32(digest, 0, ID_LENGTH), base32(digest, TOKEN_FROM, TOKEN_LENGTH));
  }

  private byte[] digest(String text) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(secret);
      return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(ALGORITHM + " is part of every JDK", e);
    }
  }

  /**
   * As many characters as asked for, of five bits each, from the bytes starting at {@code from}.
   */
  private static String base32(byte[] bytes, int from, int length) {
    StringBuilder text = new StringBuilder(length);
    int next = from;
    int bits = 0;
    int held = 0;
    while (text.length() < length) {
      if (held < 5) {
        bits = ((bits << 8) | (bytes[next] & 0xff)) & 0xffff;
        next++;
        held += 8;
      }
      held -= 5;
      text.append(ALPHABET.charAt((bits >> held) & 31));
    }
    return text.toString();
  }
}
