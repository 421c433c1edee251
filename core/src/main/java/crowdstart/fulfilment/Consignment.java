package crowdstart.fulfilment;

import org.jspecify.annotations.Nullable;

/**
 * How a parcel travels.
 *
 * @param carrier who carries it
 * @param tracking the carrier's number for it; null when there is none, as for a letter
 */
public record Consignment(String carrier, @Nullable String tracking) {
  public static final int CARRIER_LENGTH_MAX = 80;
  public static final int TRACKING_LENGTH_MAX = 120;
}
