package crowdstart.http.wire;

import crowdstart.http.problem.Problems;
import crowdstart.http.problem.Refused;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.regex.Pattern;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.jspecify.annotations.Nullable;

/**
 * Which page of a list a request asks for.
 *
 * @param cursor where the page before ended; null for the first
 */
public record PageQuery(@Nullable String cursor, int limit) {
  public static final int LIMIT_MAX = 100;
  public static final int LIMIT_STANDARD = 20;

  /** How long a page from a view is awaited. */
  public static final Duration ANSWER_WAIT = Duration.ofSeconds(5);

  private static final Pattern CURSOR = Pattern.compile("[!-~]{1,200}");
  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,3}");

  /** Reads {@code cursor} and {@code limit}. */
  public static PageQuery of(HttpRequest request) {
    String cursor = parameter(request, "cursor");
    if (cursor != null && !CURSOR.matcher(cursor).matches()) {
      throw notACursor();
    }
    String limit = parameter(request, "limit");
    return new PageQuery(cursor, limit == null ? LIMIT_STANDARD : limit(limit));
  }

  /** The first value of a query parameter; null when it does not stand in the request. */
  public static @Nullable String parameter(HttpRequest request, String name) {
    Optional<String> value = request.getUri().query().get(name);
    return value.orElse(null);
  }

  /** Turns a list's complaint about the cursor into the answer to it. */
  public static RuntimeException refusal(Throwable failure) {
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
    return cause instanceof UnknownCursor ? notACursor() : new CompletionException(cause);
  }

  private static Refused notACursor() {
    return new Refused(Problems.invalid("/cursor", "must be the next of a page of this list"));
  }

  private static int limit(String text) {
    int limit = NUMBER.matcher(text).matches() ? Integer.parseInt(text) : 0;
    if (limit < 1 || limit > LIMIT_MAX) {
      throw new Refused(Problems.invalid("/limit", "must be from 1 to " + LIMIT_MAX));
    }
    return limit;
  }
}
