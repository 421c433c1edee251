package crowdstart.http.hook;

/** Says why nothing is sent to a URL, in words for whoever gave it. */
final class WrongTarget extends Exception {
  private static final long serialVersionUID = 1L;

  WrongTarget(String message) {
    super(message, null, false, false);
  }
}
