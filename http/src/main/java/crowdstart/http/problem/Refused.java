package crowdstart.http.problem;

import org.apache.pekko.http.javadsl.model.HttpResponse;

/** Ends the reading of a request with its answer. Not a failure of ours, so it has no stack. */
public final class Refused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient HttpResponse response;

  public Refused(HttpResponse response) {
    super(null, null, false, false);
    this.response = response;
  }

  public HttpResponse response() {
    return response;
  }
}
