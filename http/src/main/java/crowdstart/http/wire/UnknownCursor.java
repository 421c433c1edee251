package crowdstart.http.wire;

/** Says that a cursor is none that a list gave out. */
public final class UnknownCursor extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public UnknownCursor() {
    super("not a cursor of this list", null, false, false);
  }
}
