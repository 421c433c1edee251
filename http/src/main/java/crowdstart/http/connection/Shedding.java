package crowdstart.http.connection;

import org.apache.pekko.util.ByteString;
import org.jspecify.annotations.Nullable;

/**
 * Answers requests that need not be read, because the answer is the same whatever they say. While a
 * node has more to do than it can, this is what it does most.
 */
@FunctionalInterface
public interface Shedding {
  /** Sheds nothing. */
  Shedding NONE = bytes -> null;

  /**
   * The whole answer to these bytes, which are the first after an answer; null when HTTP shall read
   * them, as it must unless they are one request exactly.
   */
  @Nullable ByteString answer(ByteString bytes);
}
