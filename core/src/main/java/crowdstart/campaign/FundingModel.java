package crowdstart.campaign;

/** When a campaign's backers are charged. */
public enum FundingModel {
  /** Only if the goal is reached by the deadline. */
  ALL_OR_NOTHING("all-or-nothing"),
  /** Whatever was pledged, goal or not. */
  KEEP_WHAT_YOU_RAISE("keep-what-you-raise");

  private final String label;

  FundingModel(String label) {
    this.label = label;
  }

  /** The name on the wire and in stored events. */
  public String label() {
    return label;
  }
}
