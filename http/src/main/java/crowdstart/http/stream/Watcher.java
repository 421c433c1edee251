package crowdstart.http.stream;

/** The hub's end of one watcher's stream. Safe for use by many threads; never blocks. */
interface Watcher {
  /** The newest totals; take the place of those that the watcher has not read yet. */
  void offer(StatsEvent event);

  /** A sign of life, for a stream that has nothing else to send. */
  void heartbeat();

  /** Ends the stream. */
  void end();
}
