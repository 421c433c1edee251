package crowdstart.order;

import org.jspecify.annotations.Nullable;

/**
 * What is known of an order's address.
 *
 * @param address null until its backer gives one
 * @param isLocked whether it is final, because the parcel is being made
 */
public record AddressStanding(@Nullable Address address, boolean isLocked) {
  public static final AddressStanding NONE = new AddressStanding(null, false);

  public AddressStanding {
    if (isLocked && address == null) {
      throw new IllegalStateException("an address that is not there cannot be locked");
    }
  }
}
