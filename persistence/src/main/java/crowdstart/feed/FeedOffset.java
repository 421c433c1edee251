package crowdstart.feed;

/**
 * A place in a feed, right behind one event.
 *
 * @param transaction the transaction that wrote the event
 * @param ordering its number within the journal
 */
public record FeedOffset(long transaction, long ordering) implements Comparable<FeedOffset> {

  /** Before the first event. */
  public static final FeedOffset START = new FeedOffset(0, 0);

  /**
   * Reads what {@link #toString} wrote.
   *
   * @throws IllegalArgumentException when it did not
   */
  public static FeedOffset parse(String text) {
    int colon = text.indexOf(':');
    if (colon < 0) {
      throw new IllegalArgumentException("not the offset of a feed: " + text);
    }
    return new FeedOffset(
        Long.parseLong(text, 0, colon, 10), Long.parseLong(text, colon + 1, text.length(), 10));
  }

  @Override
  public int compareTo(FeedOffset other) {
    int order = Long.compare(transaction, other.transaction);
    return order != 0 ? order : Long.compare(ordering, other.ordering);
  }

  @Override
  public String toString() {
    return transaction + ":" + ordering;
  }
}
