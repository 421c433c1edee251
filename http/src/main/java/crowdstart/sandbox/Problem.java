package crowdstart.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/** A call that is refused without a trace: what it had begun is undone. */
final class Problem extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final String type;
  private final @Nullable String code;
  private final @Nullable String param;

  private Problem(
      int status, String type, @Nullable String code, @Nullable String param, String message) {
    super(message, null, false, false);
    this.status = status;
    this.type = type;
    this.code = code;
    this.param = param;
  }

  static Problem invalid(@Nullable String code, @Nullable String param, String message) {
    return new Problem(400, "invalid_request_error", code, param, message);
  }

  static Problem missing(String kind, String id) {
    return new Problem(
        404,
        "invalid_request_error",
        "resource_missing",
        "id",
        "No such " + kind + ": '" + id + "'");
  }

  static Problem noSuchCall(String method, String path) {
    return new Problem(
        404,
        "invalid_request_error",
        null,
        null,
        "Unrecognized request URL (" + method + ": " + path + ").");
  }

  static Problem unauthorized(String message) {
    return new Problem(401, "invalid_request_error", null, null, message);
  }

  static Problem tooLarge(int max) {
    return new Problem(
        413, "invalid_request_error", null, null, "The body is larger than " + max + " bytes");
  }

  static Problem keyReused() {
    return new Problem(
        400,
        "idempotency_error",
        null,
        null,
        "Keys for idempotent requests can only be used with the same parameters they were first"
            + " used with.");
  }

  static Problem keyInUse() {
    return new Problem(
        409,
        "idempotency_error",
        "idempotency_key_in_use",
        null,
        "There is currently another in-progress request using this idempotency key.");
  }

  static Problem tooManyRequests() {
    return new Problem(
        429, "invalid_request_error", "rate_limit", null, "Too many requests hit the API.");
  }

  static Problem ofTheSandbox() {
    return new Problem(500, "api_error", null, null, "An unknown error occurred.");
  }

  Answer answer() {
    ObjectNode error = Json.object().put("type", type).put("message", getMessage());
    if (code != null) {
      error.put("code", code);
      error.put("doc_url", "https://stripe.com/docs/error-codes/" + code.replace('_', '-'));
    }
    if (param != null) {
      error.put("param", param);
    }
    return new Answer(status, Json.object().set("error", error));
  }
}
