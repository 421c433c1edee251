package crowdstart.sandbox;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One request.
 *
 * @param segments of the path
 * @param form of the query, or of the body of a POST
 * @param body as it came
 * @param bearer what stands in the authorization header
 * @param idempotencyKey null when there is none
 */
record Call(
    String method,
    String path,
    List<String> segments,
    Form form,
    String body,
    @Nullable String bearer,
    @Nullable String idempotencyKey) {

  Optional<String> key() {
    return Optional.ofNullable(idempotencyKey).filter(_ -> isPost());
  }

  boolean isPost() {
    return method.equals("POST");
  }

  boolean isControl() {
    return path.startsWith("/sandbox/");
  }

  /** What an idempotency key is bound to. */
  String content() {
    return method + ' ' + path + ' ' + form;
  }

  /** With its parts between the slashes, for {@code switch}. */
  String pattern() {
    return segments.size() < 3
        ? method + ' ' + path
        : method + " /v1/" + segments.get(1) + "/*" + (segments.size() > 3 ? "/" + last() : "");
  }

  String id() {
    return segments.get(2);
  }

  private String last() {
    return String.join("/", segments.subList(3, segments.size()));
  }
}
