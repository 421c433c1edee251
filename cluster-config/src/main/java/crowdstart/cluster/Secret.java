package crowdstart.cluster;

/** A value that must not reach a log: {@link #toString} hides it. */
public record Secret(String value) {

  static final String HIDDEN = "(hidden)";

  @Override
  public String toString() {
    return HIDDEN;
  }
}
