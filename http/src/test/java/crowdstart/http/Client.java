package crowdstart.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import crowdstart.http.wire.Bodies;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A client whose every exchange is held against the contract. */
final class Client implements AutoCloseable {
  /** One for all tests of a JVM: reading the specification takes a second. */
  static final Contract CONTRACT = new Contract();

  private static final int HUNG_UP_MAX = 5;
  private static final Duration ANSWER_WAIT = Duration.ofSeconds(20);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final TestNode node;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  Client(TestNode node) {
    this.node = node;
  }

  /** What came back. */
  record Answer(HttpResponse<String> response) {
    int status() {
      return response.statusCode();
    }

    String text() {
      return response.body();
    }

    JsonNode json() {
      return read(response.body());
    }

    @Nullable String header(String name) {
      return response.headers().firstValue(name).orElse(null);
    }

    String type() {
      return json().path("type").asText();
    }

    /** The pointers of an {@code invalid} problem. */
    java.util.List<String> pointers() {
      return json().path("errors").findValuesAsText("pointer");
    }

    String id() {
      return json().path("id").asText();
    }
  }

  static JsonNode read(String json) {
    try {
      return JSON.readTree(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Answer get(String path, String... headers) {
    return send(request(path, headers).GET().build(), null);
  }

  Answer head(String path) {
    return send(request(path).method("HEAD", HttpRequest.BodyPublishers.noBody()).build(), null);
  }

  Answer post(String path, String... headers) {
    return send(request(path, headers).POST(HttpRequest.BodyPublishers.noBody()).build(), null);
  }

  Answer post(String path, JsonNode body, String... headers) {
    return postText(path, body.toString(), headers);
  }

  Answer postText(String path, String body, String... headers) {
    return join(postAsync(path, body, headers));
  }

  CompletableFuture<Answer> postAsync(String path, String body, String... headers) {
    return sendAsync("POST", path, body, headers);
  }

  Answer patch(String path, String body, String... headers) {
    return join(sendAsync("PATCH", path, body, headers));
  }

  /** A body that is no text. */
  Answer postBytes(String path, byte[] body, String... headers) {
    HttpRequest.BodyPublisher publisher = HttpRequest.BodyPublishers.ofByteArray(body);
    return join(sendAsync(request(path, headers).POST(publisher).build(), ""));
  }

  Answer put(String path, String body, String... headers) {
    return join(sendAsync("PUT", path, body, headers));
  }

  Answer method(String method, String path, String... headers) {
    return send(
        request(path, headers).method(method, HttpRequest.BodyPublishers.noBody()).build(), null);
  }

  HttpRequest.Builder request(String path, String... headers) {
    HttpRequest.Builder builder =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + node.port() + path))
            .timeout(ANSWER_WAIT);
    for (int i = 0; i < headers.length; i += 2) {
      builder.header(headers[i], headers[i + 1]);
    }
    return builder;
  }

  /** The answer as it streams. */
  HttpResponse<java.io.InputStream> open(String path, String... headers) {
    try {
      return client.send(
          request(path, headers).timeout(Duration.ofMinutes(1)).build(),
          HttpResponse.BodyHandlers.ofInputStream());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private CompletableFuture<Answer> sendAsync(
      String method, String path, String body, String... headers) {
    HttpRequest.Builder builder =
        request(path, headers)
            .method(method, HttpRequest.BodyPublishers.ofString(body, StandardCharsets.UTF_8));
    if (builder.build().headers().firstValue("Content-Type").isEmpty()) {
      builder.header("Content-Type", "application/json");
    }
    return sendAsync(builder.build(), body);
  }

  private Answer send(HttpRequest request, @Nullable String body) {
    return join(sendAsync(request, body));
  }

  private CompletableFuture<Answer> sendAsync(HttpRequest request, @Nullable String body) {
    return exchange(request, body, HUNG_UP_MAX)
        .thenApply(response -> {
          CONTRACT.check(request, body, response);
          return new Answer(response);
        });
  }

  /**
   * A server that refuses a body for its length hangs up before it has all been sent, and then this
   * client may not see the answer: it asks again.
   */
  private CompletableFuture<HttpResponse<String>> exchange(
      HttpRequest request, @Nullable String body, int left) {
    CompletableFuture<HttpResponse<String>> answer =
        client.sendAsync(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
    return body == null || body.length() <= Bodies.LENGTH_MAX || left == 0
        ? answer
        : answer.exceptionallyCompose(failure ->
            failure.getCause() instanceof IOException || failure instanceof IOException
                ? exchange(request, body, left - 1)
                : CompletableFuture.failedFuture(failure));
  }

  private static Answer join(CompletableFuture<Answer> answer) {
    try {
      return answer.join();
    } catch (java.util.concurrent.CompletionException e) {
      if (e.getCause() instanceof AssertionError broken) {
        throw broken;
      }
      throw e;
    }
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
