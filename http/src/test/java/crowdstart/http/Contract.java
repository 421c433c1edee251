package crowdstart.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.atlassian.oai.validator.OpenApiInteractionValidator;
import com.atlassian.oai.validator.model.Request;
import com.atlassian.oai.validator.model.Response;
import com.atlassian.oai.validator.model.SimpleRequest;
import com.atlassian.oai.validator.model.SimpleResponse;
import com.atlassian.oai.validator.report.ValidationReport;
import com.atlassian.oai.validator.report.ValidationReport.Level;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.parser.OpenAPIV3Parser;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Holds every exchange of a test against openapi.yaml, in both directions, and remembers which of
 * its answers have been seen.
 */
final class Contract {
  private static final String SPECIFICATION = "openapi.yaml";

  private final OpenApiInteractionValidator validator =
      OpenApiInteractionValidator.createFor(SPECIFICATION)
          // A missing token is what some tests are about; the status says whether it was minded.
          .build();

  private final OpenAPI specification = new OpenAPIV3Parser().read(SPECIFICATION);

  private final Set<String> seen = new ConcurrentSkipListSet<>();

  /** What the specification names, as {@code operation status}. */
  Set<String> all() {
    Set<String> all = new TreeSet<>();
    specification
        .getPaths()
        .values()
        .forEach(path ->
            path.readOperations()
                .forEach(operation ->
                    operation
                        .getResponses()
                        .keySet()
                        .forEach(status -> all.add(operation.getOperationId() + " " + status))));
    return all;
  }

  Set<String> seen() {
    return seen;
  }

  /**
   * Fails when the answer is none that the specification allows, or when a request that it forbids
   * was served.
   */
  void check(HttpRequest request, @Nullable String body, HttpResponse<String> response) {
    String method = request.method().equals("HEAD") ? "GET" : request.method();
    String path = request.uri().getRawPath();
    String operation = operation(method, path);
    if (operation == null) {
      assertThat(response.statusCode()).as("%s %s", method, path).isIn(400, 404, 405);
      return;
    }
    seen.add(operation + " " + response.statusCode());
    if (!request.method().equals("HEAD")) {
      ValidationReport answer =
          validator.validateResponse(path, Request.Method.valueOf(method), answer(response));
      assertThat(errors(answer)).as("answer to %s %s: %s", method, path, response.body()).isEmpty();
    }
    if (response.statusCode() < 300) {
      ValidationReport asked = validator.validateRequest(request(request, method, body));
      // What has no body has no type either; the validator minds that where a body is optional.
      List<String> errors =
          errors(asked).stream()
              .filter(error -> body != null || !error.contains("Content-Type header '[]'"))
              .toList();
      assertThat(errors).as("%s %s was served: %s", method, path, body).isEmpty();
    }
  }

  /** Whether the specification allows a request. */
  boolean allows(HttpRequest request, @Nullable String body) {
    return errors(validator.validateRequest(request(request, request.method(), body))).isEmpty();
  }

  private @Nullable String operation(String method, String path) {
    for (Map.Entry<String, PathItem> entry : specification.getPaths().entrySet()) {
      String pattern = entry.getKey().replaceAll("\\{[a-z]+}", "[^/]+");
      var operation = entry.getValue().readOperationsMap().get(PathItem.HttpMethod.valueOf(method));
      if (Pattern.matches(pattern, path) && operation != null) {
        return operation.getOperationId();
      }
    }
    return null;
  }

  private static Request request(HttpRequest request, String method, @Nullable String body) {
    SimpleRequest.Builder builder = new SimpleRequest.Builder(method, request.uri().getRawPath());
    request.headers().map().forEach(builder::withHeader);
    String query = request.uri().getQuery();
    if (query != null) {
      for (String parameter : query.split("&", -1)) {
        String[] parts = parameter.split("=", 2);
        builder.withQueryParam(parts[0], parts.length > 1 ? parts[1] : "");
      }
    }
    if (body != null) {
      builder.withBody(body);
    }
    return builder.build();
  }

  private static Response answer(HttpResponse<String> response) {
    SimpleResponse.Builder builder = new SimpleResponse.Builder(response.statusCode());
    response.headers().map().forEach(builder::withHeader);
    if (!response.body().isEmpty()) {
      builder.withBody(response.body());
    }
    return builder.build();
  }

  private static List<String> errors(ValidationReport report) {
    return report.getMessages().stream()
        .filter(message -> message.getLevel() == Level.ERROR)
        .map(ValidationReport.Message::toString)
        .toList();
  }
}
