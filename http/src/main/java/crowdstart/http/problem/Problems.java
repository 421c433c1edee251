package crowdstart.http.problem;

import crowdstart.campaign.FieldError;
import crowdstart.http.wire.Json;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.pekko.http.javadsl.model.ContentType;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.MediaTypes;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;
import org.jspecify.annotations.Nullable;

/** Builds the answers to requests that fail. Answers that are always the same are built once. */
public final class Problems {
  /** How many field errors a problem tells at most; a client mends these first. */
  public static final int ERRORS_MAX = 50;

  private static final ContentType PROBLEM_JSON =
      ContentTypes.create(
          MediaTypes.applicationWithFixedCharset(
              "problem+json", org.apache.pekko.http.javadsl.model.HttpCharsets.UTF_8));
  private static final HttpHeader NO_STORE = RawHeader.create("Cache-Control", "no-store");
  private static final long RETRY_AFTER_MILLIS = 1_000;

  private static final HttpResponse SOLD_OUT = of(ProblemType.SOLD_OUT, "fewer units are left");
  private static final HttpResponse NOT_FOUND = of(ProblemType.NOT_FOUND, null);
  private static final HttpResponse UNKNOWN = overloaded(RETRY_AFTER_MILLIS);

  private Problems() {}

  public static HttpResponse of(ProblemType type, @Nullable String detail) {
    return of(type, detail, List.of());
  }

  public static HttpResponse malformed(String detail) {
    return of(ProblemType.MALFORMED, detail);
  }

  public static HttpResponse soldOut() {
    return SOLD_OUT;
  }

  public static HttpResponse notFound() {
    return NOT_FOUND;
  }

  public static HttpResponse invalid(List<FieldError> errors) {
    return of(ProblemType.INVALID, null, errors);
  }

  public static HttpResponse invalid(String pointer, String detail) {
    return invalid(List.of(new FieldError(pointer, detail)));
  }

  public static HttpResponse methodNotAllowed(Set<String> methods) {
    return of(ProblemType.METHOD_NOT_ALLOWED, null)
        .addHeader(RawHeader.create("Allow", String.join(", ", new TreeSet<>(methods))));
  }

  public static HttpResponse unauthenticated() {
    return of(ProblemType.UNAUTHENTICATED, null)
        .addHeader(RawHeader.create("WWW-Authenticate", "Bearer"));
  }

  /** Nobody can say whether it was done. */
  public static HttpResponse unknown() {
    return UNKNOWN;
  }

  /** Tells to come back in so many seconds, rounded up. */
  public static HttpResponse overloaded(long retryAfterMillis) {
    long seconds = Math.max(1, Math.ceilDiv(retryAfterMillis, 1_000));
    return of(ProblemType.OVERLOADED, null)
        .addHeader(RawHeader.create("Retry-After", String.valueOf(seconds)));
  }

  private static HttpResponse of(
      ProblemType type, @Nullable String detail, List<FieldError> errors) {
    return HttpResponse.create()
        .withStatus(type.status())
        .withEntity(
            HttpEntities.create(
                PROBLEM_JSON,
                Json.bytes(json -> {
                  json.writeStartObject();
                  json.writeStringField("type", type.label());
                  json.writeStringField("title", type.title());
                  json.writeNumberField("status", type.status());
                  if (detail != null) {
                    json.writeStringField("detail", detail);
                  }
                  write(json, errors);
                  json.writeEndObject();
                })))
        .addHeader(NO_STORE);
  }

  private static void write(com.fasterxml.jackson.core.JsonGenerator json, List<FieldError> errors)
      throws IOException {
    if (errors.isEmpty()) {
      return;
    }
    json.writeArrayFieldStart("errors");
    for (FieldError error : errors.subList(0, Math.min(errors.size(), ERRORS_MAX))) {
      json.writeStartObject();
      json.writeStringField("pointer", error.pointer());
      json.writeStringField("detail", error.detail());
      json.writeEndObject();
    }
    json.writeEndArray();
  }
}
