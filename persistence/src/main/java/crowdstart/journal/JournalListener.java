package crowdstart.journal;

/** Hears of commits. It is called on the writing thread: it must be quick and must not throw. */
@FunctionalInterface
public interface JournalListener {

  /**
   * Events were committed.
   *
   * @param journal the plugin id, such as {@code order-journal}
   * @param events how many, in one transaction
   * @param nanos how long the transaction took, in nanoseconds
   */
  void committed(String journal, int events, long nanos);
}
