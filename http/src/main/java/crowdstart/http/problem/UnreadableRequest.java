package crowdstart.http.problem;

import org.apache.pekko.event.LoggingAdapter;
import org.apache.pekko.http.ParsingErrorHandler;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.scaladsl.model.ErrorInfo;
import org.apache.pekko.http.scaladsl.model.StatusCode;
import org.apache.pekko.http.scaladsl.settings.ServerSettings;

/** Answers what Pekko HTTP itself cannot read as a request. Pekko makes one by this name. */
public final class UnreadableRequest extends ParsingErrorHandler {
  private static final int CONTENT_TOO_LARGE = 413;

  // Neither the error's summary nor its detail: both may repeat what the client sent.
  private static final HttpResponse MALFORMED =
      Problems.malformed("it is not HTTP, or could be read in two ways, or a part is too long");

  @Override
  public HttpResponse handle(
      StatusCode status, ErrorInfo error, LoggingAdapter log, ServerSettings settings) {
    return status.intValue() == CONTENT_TOO_LARGE
        ? Problems.of(ProblemType.TOO_LARGE, null)
        : MALFORMED;
  }
}
