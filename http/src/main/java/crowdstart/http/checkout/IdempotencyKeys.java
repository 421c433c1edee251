package crowdstart.http.checkout;

import crowdstart.http.problem.ProblemType;
import crowdstart.http.problem.Problems;
import crowdstart.http.problem.Refused;
import crowdstart.http.wire.Headers;
import crowdstart.order.OrderRequest;
import org.apache.pekko.http.javadsl.model.HttpRequest;

/** Reads the header {@code Idempotency-Key}. */
public final class IdempotencyKeys {
  private static final String KEY = "idempotency-key";

  private IdempotencyKeys() {}

  /**
   * The key of a request that must have one.
   *
   * @throws Refused when it is missing, or none
   */
  public static String of(HttpRequest request) {
    String key = Headers.value(request, KEY);
    if (key == null && Headers.count(request, KEY) > 1) {
      throw new Refused(Problems.malformed("Idempotency-Key stands more than once"));
    }
    if (key == null || key.isEmpty()) {
      throw new Refused(Problems.of(ProblemType.IDEMPOTENCY_KEY_MISSING, "send Idempotency-Key"));
    }
    if (key.length() > OrderRequest.IDEMPOTENCY_KEY_LENGTH_MAX
        || key.chars().anyMatch(c -> c < '!' || c > '~')) {
      throw new Refused(
          Problems.malformed("Idempotency-Key must be 1 to 255 visible ASCII characters"));
    }
    return key;
  }
}
