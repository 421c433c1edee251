package crowdstart.http.problem;

import java.util.Set;
import org.apache.pekko.event.LoggingAdapter;
import org.apache.pekko.http.ParsingErrorHandler;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.scaladsl.model.ErrorInfo;
import org.apache.pekko.http.scaladsl.model.StatusCode;
import org.apache.pekko.http.scaladsl.settings.ServerSettings;

/** Answers what Pekko HTTP itself cannot read as a request. Pekko makes one by this name. */
public final class UnreadableRequest extends ParsingErrorHandler {
  private static final int CONTENT_TOO_LARGE = 413;
  private static final int NOT_IMPLEMENTED = 501;
  private static final Set<String> METHODS =
      Set.of("DELETE", "GET", "HEAD", "PATCH", "POST", "PUT");

  @Override
  public HttpResponse handle(
      StatusCode status, ErrorInfo error, LoggingAdapter log, ServerSettings settings) {
    return switch (status.intValue()) {
      case CONTENT_TOO_LARGE -> Problems.of(ProblemType.TOO_LARGE, null);
      // The parser's answer to a method that HTTP does not have.
      case NOT_IMPLEMENTED -> Problems.methodNotAllowed(METHODS);
      // Not the error's detail: it may repeat what the client sent.
      default -> Problems.malformed(error.summary());
    };
  }
}
