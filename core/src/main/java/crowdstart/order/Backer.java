package crowdstart.order;

/**
 * Who backs: personal data, which lives with the order and nowhere else.
 *
 * @param country ISO 3166-1 alpha-2, in capitals
 */
public record Backer(String email, String name, String country) {
  /** RFC 5321's longest address. */
  public static final int EMAIL_LENGTH_MAX = 254;

  public static final int NAME_LENGTH_MAX = 200;

  /** Personal data stays out of logs (invariant I2). */
  @Override
  public String toString() {
    return "Backer[" + country + "]";
  }
}
