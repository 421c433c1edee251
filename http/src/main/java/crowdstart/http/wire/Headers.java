package crowdstart.http.wire;

import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.jspecify.annotations.Nullable;

/** Reads headers by name, without what Pekko's own look-up allocates. */
public final class Headers {
  private Headers() {}

  /**
   * The value of a header; null when there is none, or more than one, which nobody can read.
   *
   * @param name in lower case
   */
  public static @Nullable String value(HttpRequest request, String name) {
    String value = null;
    for (HttpHeader header : request.getHeaders()) {
      if (header.is(name)) {
        if (value != null) {
          return null;
        }
        value = header.value();
      }
    }
    return value;
  }

  /**
   * All values of a header that is a list, which may stand on several lines (RFC 9110, 5.3); null
   * when there is none.
   *
   * @param name in lower case
   */
  public static @Nullable String list(HttpRequest request, String name) {
    String values = null;
    for (HttpHeader header : request.getHeaders()) {
      if (header.is(name)) {
        values = values == null ? header.value() : values + ", " + header.value();
      }
    }
    return values;
  }

  /** How often a header stands in the request. */
  public static int count(HttpRequest request, String name) {
    int count = 0;
    for (HttpHeader header : request.getHeaders()) {
      if (header.is(name)) {
        count++;
      }
    }
    return count;
  }
}
