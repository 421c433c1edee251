package crowdstart.view;

/** More queries wait than are let wait; the same one may be asked again soon. */
public final class ViewOverloadedException extends RuntimeException {

  private static final long serialVersionUID = 1;

  ViewOverloadedException() {
    super("more than " + ViewQueries.QUERIES_MAX + " queries wait already");
  }
}
