package crowdstart.http.page;

import crowdstart.http.problem.Problems;
import crowdstart.http.route.Call;
import crowdstart.http.route.Route;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.http.javadsl.model.ContentType;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpCharsets;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.MediaTypes;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;

/** The specification, and a page to read and try it in. Everything comes from this node. */
public final class Documentation {
  private static final String SWAGGER_UI = "/META-INF/resources/webjars/swagger-ui/5.34.1/";
  private static final ContentType CSS = MediaTypes.TEXT_CSS.toContentType(HttpCharsets.UTF_8);
  private static final ContentType SCRIPT =
      MediaTypes.customWithFixedCharset("text", "javascript", HttpCharsets.UTF_8, Map.of(), false)
          .toContentType();
  private static final ContentType PNG = MediaTypes.IMAGE_PNG.toContentType();
  private static final ContentType YAML =
      MediaTypes.applicationWithFixedCharset("yaml", HttpCharsets.UTF_8).toContentType();

  private final HttpResponse specification = response(YAML, "/openapi.yaml");
  private final HttpResponse page =
      response(ContentTypes.TEXT_HTML_UTF8, "/docs/index.html")
          .addHeader(
              RawHeader.create(
                  "Content-Security-Policy",
                  "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:;"
                      + " base-uri 'none'; frame-ancestors 'none'"));
  private final Map<String, HttpResponse> assets =
      Map.of(
          "start.js", response(SCRIPT, "/docs/start.js"),
          "swagger-ui.css", response(CSS, SWAGGER_UI + "swagger-ui.css"),
          "swagger-ui-bundle.js", response(SCRIPT, SWAGGER_UI + "swagger-ui-bundle.js"),
          "favicon-32x32.png", response(PNG, SWAGGER_UI + "favicon-32x32.png"));
  private final HttpResponse start =
      HttpResponse.create().withStatus(302).addHeader(RawHeader.create("Location", "/docs"));

  public List<Route> routes() {
    return List.of(
        Route.get("/", _ -> CompletableFuture.completedStage(start)),
        Route.get("/openapi.yaml", _ -> CompletableFuture.completedStage(specification)),
        Route.get("/docs", _ -> CompletableFuture.completedStage(page)),
        Route.get("/docs/", _ -> CompletableFuture.completedStage(page)),
        Route.get("/docs/{asset}", this::asset));
  }

  private CompletionStage<HttpResponse> asset(Call call) {
    return CompletableFuture.completedStage(
        assets.getOrDefault(call.variables().getFirst(), Problems.notFound()));
  }

  private static HttpResponse response(ContentType type, String resource) {
    try (InputStream content = Documentation.class.getResourceAsStream(resource)) {
      if (content == null) {
        throw new IllegalStateException("not on the class path: " + resource);
      }
      return HttpResponse.create()
          .withEntity(HttpEntities.create(type, content.readAllBytes()))
          .addHeader(RawHeader.create("Cache-Control", "public, max-age=300"))
          .addHeader(RawHeader.create("X-Content-Type-Options", "nosniff"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
