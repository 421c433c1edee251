package crowdstart.http.hook;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the first lines of an HTTP/1 response from somebody who may mean no good. */
final class ResponseHead {
  /** All heads of one response together. */
  static final int LENGTH_MAX = 16 * 1024;

  private static final int INTERIM_MAX = 5;
  private static final int FINAL_STATUS_MIN = 200;
  private static final Pattern STATUS_LINE = Pattern.compile("HTTP/1\\.[01] ([1-5][0-9]{2})( .*)?");
  private static final Pattern RETRY_AFTER =
      Pattern.compile("retry-after:[ \\t]*([0-9]{1,9})[ \\t]*");

  private final InputStream in;
  private int read;

  /** It is not HTTP, or too long. */
  static final class NotHttp extends IOException {
    private static final long serialVersionUID = 1L;

    NotHttp() {
      super("not an HTTP response");
    }
  }

  ResponseHead(InputStream in) {
    this.in = in;
  }

  /**
   * The response behind those that are only interim.
   *
   * @throws NotHttp when there is none
   */
  HookAnswer.Status read() throws IOException {
    for (int i = 0; i <= INTERIM_MAX; i++) {
      HookAnswer.Status status = one();
      if (status.code() >= FINAL_STATUS_MIN) {
        return status;
      }
    }
    throw new NotHttp();
  }

  private HookAnswer.Status one() throws IOException {
    Matcher first = STATUS_LINE.matcher(line());
    if (!first.matches()) {
      throw new NotHttp();
    }
    int code = Integer.parseInt(first.group(1));
    Optional<Duration> retryAfter = Optional.empty();
    for (String line = line(); !line.isEmpty(); line = line()) {
      Matcher header = RETRY_AFTER.matcher(line.toLowerCase(Locale.ROOT));
      if (header.matches()) {
        retryAfter = Optional.of(Duration.ofSeconds(Long.parseLong(header.group(1))));
      }
    }
    return new HookAnswer.Status(code, retryAfter);
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); c != '\n'; c = in.read()) {
      read++;
      if (c < 0 && read == 1) {
        throw new IOException("closed without an answer");
      }
      if (c < 0 || read > LENGTH_MAX) {
        throw new NotHttp();
      }
      line.append((char) c);
    }
    if (!line.isEmpty() && line.charAt(line.length() - 1) == '\r') {
      line.setLength(line.length() - 1);
    }
    return line.toString();
  }
}
