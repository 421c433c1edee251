package crowdstart.http.gateway;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The header {@code Stripe-Signature}: {@code t=} and at least one {@code v1=}; other schemes, and
 * what can be no code, are left aside.
 *
 * @param at as it was written: it is part of what is signed
 * @param codes of the scheme v1
 */
record StripeSignature(String at, List<byte[]> codes) {
  static final int LENGTH_MAX = 2_048;

  /** Stripe sends one for each secret during a rotation. */
  static final int CODES_MAX = 16;

  /** How old, and how far in the future, a signature may be. */
  static final Duration TOLERANCE = Duration.ofMinutes(5);

  private static final String ALGORITHM = "HmacSHA256";
  private static final Pattern TIME = Pattern.compile("[0-9]{1,12}");
  private static final Pattern CODE = Pattern.compile("[0-9a-f]{64}");

  /** Empty when the header is not written as Stripe does. */
  static Optional<StripeSignature> parse(String header) {
    if (header.length() > LENGTH_MAX) {
      return Optional.empty();
    }
    List<String> times = new ArrayList<>();
    List<byte[]> codes = new ArrayList<>();
    for (String item : header.split(",", -1)) {
      int equals = item.indexOf('=');
      if (equals < 1) {
        return Optional.empty();
      }
      String value = item.substring(equals + 1);
      switch (item.substring(0, equals)) {
        case "t" -> times.add(value);
        case "v1" -> {
          if (CODE.matcher(value).matches()) {
            codes.add(HexFormat.of().parseHex(value));
          }
        }
        default -> {
          // Another scheme, which proves nothing to us.
        }
      }
    }
    return times.size() == 1
            && TIME.matcher(times.getFirst()).matches()
            && !codes.isEmpty()
            && codes.size() <= CODES_MAX
        ? Optional.of(new StripeSignature(times.getFirst(), codes))
        : Optional.empty();
  }

  /** Compares every code with every secret's, in a time that does not tell which came close. */
  boolean isOf(byte[] body, List<byte[]> secrets) {
    boolean isOurs = false;
    for (byte[] secret : secrets) {
      byte[] expected = code(secret, body);
      for (byte[] code : codes) {
        isOurs |= MessageDigest.isEqual(expected, code);
      }
    }
    return isOurs;
  }

  boolean isTimely(Instant now) {
    return Duration.between(Instant.ofEpochSecond(Long.parseLong(at)), now)
            .abs()
            .compareTo(TOLERANCE)
        <= 0;
  }

  private byte[] code(byte[] secret, byte[] body) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(secret, ALGORITHM));
      mac.update(at.getBytes(StandardCharsets.US_ASCII));
      mac.update((byte) '.');
      return mac.doFinal(body);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
