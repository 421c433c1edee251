package crowdstart.http.wire;

import crowdstart.http.problem.Problems;
import crowdstart.http.problem.Refused;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.regex.Pattern;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

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
  private static final Logger log = LoggerFactory.getLogger(PageQuery.class);
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

  /** The answer to a list that could not be had. */
  public static Refused refusal(Throwable failure) {
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
    if (cause instanceof UnknownCursor) {
      return notACursor();
    }
    log.warn("A list could not be read: {}", String.valueOf(cause));
    return new Refused(Problems.unknown());
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
