package crowdstart.order;

import org.jspecify.annotations.Nullable;

/**
 * Where an order is to be sent: personal data, which lives with the order and nowhere else.
 *
 * @param line2 null when one line says it all
 * @param region a state or a province, where the country has them
 * @param postalCode null in the countries that have none
 * @param country ISO 3166-1 alpha-2, in capitals
 * @param phone for the carrier
 */
public record Address(
    String line1,
    @Nullable String line2,
    String city,
    @Nullable String region,
    @Nullable String postalCode,
    String country,
    @Nullable String phone) {
  public static final int LINE_LENGTH_MAX = 200;
  public static final int CITY_LENGTH_MAX = 100;
  public static final int REGION_LENGTH_MAX = 100;
  public static final int POSTAL_CODE_LENGTH_MAX = 20;
  public static final int PHONE_LENGTH_MAX = 30;

  /** Personal data stays out of logs (invariant I2). */
  @Override
  public String toString() {
    return "Address[" + country + "]";
  }
}
