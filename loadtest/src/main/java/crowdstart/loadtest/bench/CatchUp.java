package crowdstart.loadtest.bench;

/**
 * What became of parcels that fulfilment could not begin for a while.
 *
 * @param stoppedSeconds how long it stood still
 * @param confirmed orders confirmed before and meanwhile, each of which is charged at once
 * @param captured payments captured
 * @param behind captured payments without a parcel when it was let go
 * @param shipments parcels in the end
 * @param missing captured payments without a parcel in the end
 * @param seconds until nothing was missing any more, or until nobody waited any longer
 */
record CatchUp(
    double stoppedSeconds,
    long confirmed,
    long captured,
    long behind,
    long shipments,
    long missing,
    double seconds) {

  boolean isComplete() {
    return missing == 0 && captured == confirmed && shipments == captured;
  }
}
