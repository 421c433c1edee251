package crowdstart.http.route;

/** Sees the answers that routes give, for the metrics. */
public interface RouteObserver {
  RouteObserver NONE = (_, _) -> (_, _) -> {};

  /** The recorder of one route; asked for once, when the table is made. */
  Recorder recorder(String method, String template);

  /** Sees the answers of one route. Called for every request: must return at once. */
  @FunctionalInterface
  interface Recorder {
    void answered(int status, long nanos);
  }
}
