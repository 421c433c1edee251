package crowdstart.http.connection;

/**
 * Reads the path of a request's target as it was sent. Pekko takes {@code .} and {@code ..} out of
 * it and decodes what needs no encoding, so that one resource has many names; whoever guards one of
 * them by its path, before us, does not guard the others.
 */
final class TargetPath {
  private static final int NOT_DOTS = -1;
  private static final int CODE_DIGITS = 2;

  /** How many dots the segment has so far, and nothing else. */
  private int dots;

  /** How many digits of a code are still to come, and those that have. */
  private int digitsLeft;

  private int code;

  void begin() {
    dots = 0;
    digitsLeft = 0;
  }

  /** False where the byte may not stand. */
  boolean reads(byte b) {
    if (digitsLeft > 0) {
      int digit = Character.digit(b, 16);
      code = code * 16 + digit;
      return digit >= 0 && (--digitsLeft > 0 || !isUnreserved(code));
    }
    if (b == '/') {
      return ends();
    }
    if (b == '%') {
      digitsLeft = CODE_DIGITS;
      code = 0;
    }
    dots = b == '.' && dots != NOT_DOTS ? dots + 1 : NOT_DOTS;
    return b > ' ';
  }

  /** False when a segment may not end here; else the next begins. */
  boolean ends() {
    boolean isDots = dots == 1 || dots == 2;
    dots = 0;
    return !isDots && digitsLeft == 0;
  }

  /** RFC 3986, 2.3: it is the same encoded or not. */
  private static boolean isUnreserved(int code) {
    return (code >= 'a' && code <= 'z')
        || (code >= 'A' && code <= 'Z')
        || (code >= '0' && code <= '9')
        || "-._~".indexOf(code) >= 0;
  }
}
