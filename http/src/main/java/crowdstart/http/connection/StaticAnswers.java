package crowdstart.http.connection;

import org.apache.pekko.util.ByteString;

/** What is said to a connection that does not get as far as HTTP. Made once, and sent as it is. */
final class StaticAnswers {
  static final ByteString REQUEST_TIMEOUT = closing("408 Request Timeout", "request-timeout", "");
  static final ByteString OVERLOADED =
      closing("503 Service Unavailable", "overloaded", "Retry-After: 1\r\n");
  static final ByteString TOO_MANY =
      closing("429 Too Many Requests", "too-many-requests", "Retry-After: 10\r\n");

  private StaticAnswers() {}

  private static ByteString closing(String status, String type, String header) {
    String number = status.substring(0, status.indexOf(' '));
    String title = status.substring(status.indexOf(' ') + 1);
    String body = "{\"type\":\"%s\",\"title\":\"%s\",\"status\":%s}".formatted(type, title, number);
    return ByteString.fromString(
        "HTTP/1.1 "
            + status
            + "\r\nContent-Type: application/problem+json\r\nCache-Control: no-store\r\n"
            + header
            + "Connection: close\r\nContent-Length: "
            + body.length()
            + "\r\n\r\n"
            + body);
  }
}
