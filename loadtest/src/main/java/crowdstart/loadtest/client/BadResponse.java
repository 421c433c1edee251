package crowdstart.loadtest.client;

/** What came back is not what the contract, or HTTP itself, allows. */
public final class BadResponse extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public BadResponse(String message) {
    super(message);
  }
}
