package crowdstart.feed;

/** Tells others what the events of a page say, and waits until they have answered. */
@FunctionalInterface
public interface FeedTeller<E> {
  /**
   * Tells it. A page may be told again, in whole; nothing behind it is told before.
   *
   * @throws Exception when somebody did not answer: the page is told again
   */
  void tell(FeedPage<E> page) throws Exception;
}
