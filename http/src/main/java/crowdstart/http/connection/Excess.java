package crowdstart.http.connection;

/** What a connection was cut for. */
enum Excess {
  /** It has never sent a byte. */
  SILENT("silent"),
  /** A request has begun and does not end. */
  SLOW_REQUEST("slow-request"),
  /** It does not take what is ready for it. */
  STALLED("stalled"),
  /** Nothing has been said for long. */
  IDLE("idle"),
  /** It has sent what is not HTTP, or could be read in two ways. */
  MALFORMED("malformed"),
  /** We have hung up, and it has not. */
  LINGERING("lingering");

  private final String label;

  Excess(String label) {
    this.label = label;
  }

  /** As the metrics name it. */
  String label() {
    return label;
  }
}
