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
 * Which page of a list a request asks for. The cursors that clients see are marked with the list
 * they belong to, so that none is taken by another.
 *
 * @param cursor where the page before ended; null for the first
 * @param mark what cursors of this list end with
 */
public record PageQuery(@Nullable String cursor, int limit, String mark) {
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
    String mark = mark(request.getUri().path());
    if (cursor != null && (!CURSOR.matcher(cursor).matches() || !cursor.endsWith(mark))) {
      throw notACursor();
    }
    String limit = parameter(request, "limit");
    return new PageQuery(
        cursor == null ? null : cursor.substring(0, cursor.length() - mark.length()),
        limit == null ? LIMIT_STANDARD : limit(limit),
        mark);
  }

  /** A list is what a path leads to. */
  private static String mark(String path) {
    return "." + Integer.toHexString(path.hashCode());
  }

  /** A page as clients see it. */
  public <T> Page<T> shown(Page<T> page) {
    return page.next() == null ? page : new Page<>(page.items(), shown(page.next()));
  }

  /** A cursor as clients see it. */
  public String shown(String cursor) {
    return cursor + mark;
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
