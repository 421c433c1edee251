package crowdstart.http.connection;

import crowdstart.http.problem.ProblemType;
import org.apache.pekko.util.ByteString;

/** What is said to a request that does not get as far as HTTP. Made once, and sent as it is. */
public final class StaticAnswers {
  private static final String CLOSE = "Connection: close\r\n";
  private static final String RETRY_SOON = "Retry-After: 1\r\n";
  private static final String RETRY_LATER = "Retry-After: 10\r\n";

  /** For one request; its connection may ask the next. */
  public static final ByteString COME_BACK =
      answer("503 Service Unavailable", "overloaded", ProblemType.OVERLOADED.title(), RETRY_SOON);

  static final ByteString OVERLOADED =
      answer(
          "503 Service Unavailable",
          "overloaded",
          ProblemType.OVERLOADED.title(),
          RETRY_SOON + CLOSE);
  static final ByteString TOO_MANY =
      answer(
          "429 Too Many Requests",
          "too-many-requests",
          "Your address has too many connections",
          RETRY_LATER + CLOSE);
  static final ByteString REQUEST_TIMEOUT =
      answer("408 Request Timeout", "request-timeout", "The request did not arrive in time", CLOSE);

  private StaticAnswers() {}

  private static ByteString answer(String status, String type, String title, String headers) {
    String body =
        "{\"type\":\"%s\",\"title\":\"%s\",\"status\":%s}"
            .formatted(type, title, status.substring(0, status.indexOf(' ')));
    return ByteString.fromString(
        "HTTP/1.1 "
            + status
            + "\r\nContent-Type: application/problem+json\r\nCache-Control: no-store\r\n"
            + headers
            + "Content-Length: "
            + body.length()
            + "\r\n\r\n"
            + body);
  }
}
