package crowdstart.identity;

import java.util.regex.Pattern;

/** The one shape of an id: {@code <home region>-<26 characters of lower-case base 32>}. */
final class Ids {
  static final int LENGTH_MAX = 39;
  private static final Pattern SHAPE = Pattern.compile("[a-z0-9]{1,12}-[a-z0-9]{26}");

  private Ids() {}

  static boolean isWellFormed(String value) {
    return value.length() <= LENGTH_MAX && SHAPE.matcher(value).matches();
  }

  static String checked(String value) {
    if (!isWellFormed(value)) {
      throw new IllegalArgumentException("not an id: " + value);
    }
    return value;
  }

  static String region(String value) {
    return value.substring(0, value.indexOf('-'));
  }
}
