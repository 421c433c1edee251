package crowdstart.loadtest.baseline;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/** A refusal, in the form of the contract's problem document. */
final class Problem extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Points at a wrong field of the request. */
  record FieldError(String pointer, String detail) {}

  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  record Document(String type, String title, int status, String detail, List<FieldError> errors) {}

  private final transient Document document;

  private Problem(Document document) {
    // A refusal is an ordinary answer: a stack trace would cost more than the rest of it.
    super(document.detail(), null, false, false);
    this.document = document;
  }

  static Problem of(String type, int status, String title, String detail) {
    return new Problem(new Document(type, title, status, detail, List.of()));
  }

  static Problem malformed(String detail) {
    return of("malformed", 400, "The request cannot be read", detail);
  }

  static Problem notFound(String what) {
    return of("not-found", 404, "Not found", "There is no such " + what + ".");
  }

  static Problem invalid(List<FieldError> errors) {
    return new Problem(
        new Document("invalid", "The request is not valid", 422, "See errors.", errors));
  }

  static Problem overloaded() {
    return of("overloaded", 503, "Overloaded", "Send the same request again, with the same key.");
  }

  Document document() {
    return document;
  }
}
