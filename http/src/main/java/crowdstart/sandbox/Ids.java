package crowdstart.sandbox;

import java.security.SecureRandom;

/** Ids of Stripe's look. They are unguessable, so that two ledgers never share one. */
final class Ids {
  private static final int LENGTH = 24;
  private static final String ALPHABET =
      "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
  private static final SecureRandom RANDOM = new SecureRandom();

  private Ids() {}

  /** For example {@code pi_3fG...}. */
  static String next(String prefix) {
    StringBuilder id = new StringBuilder(prefix.length() + 1 + LENGTH).append(prefix).append('_');
    for (int i = 0; i < LENGTH; i++) {
      id.append(ALPHABET.charAt(RANDOM.nextInt(ALPHABET.length())));
    }
    return id.toString();
  }
}
