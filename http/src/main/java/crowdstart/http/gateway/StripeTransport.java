package crowdstart.http.gateway;

import com.stripe.exception.ApiConnectionException;
import com.stripe.net.HttpClient;
import com.stripe.net.HttpHeaders;
import com.stripe.net.StripeRequest;
import com.stripe.net.StripeResponse;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Carries the SDK's requests. Its own transport sends a POST a second time by itself when a
 * connection breaks, and bounds neither the whole exchange nor the answer; this one does not
 * repeat, and bounds both.
 */
final class StripeTransport extends HttpClient implements AutoCloseable {
  /** Far above any answer that we ask for. */
  static final int ANSWER_SIZE_MAX = 1024 * 1024;

  private final Duration answerTimeout;
  private final java.net.http.HttpClient client;

  StripeTransport(Duration connectTimeout, Duration answerTimeout) {
    this.answerTimeout = answerTimeout;
    this.client =
        java.net.http.HttpClient.newBuilder()
            .version(java.net.http.HttpClient.Version.HTTP_1_1)
            .connectTimeout(connectTimeout)
            .followRedirects(java.net.http.HttpClient.Redirect.NEVER)
            .build();
  }

  @Override
  public StripeResponse request(StripeRequest request) throws ApiConnectionException {
    CompletableFuture<HttpResponse<byte[]>> exchange =
        client.sendAsync(
            translated(request),
            BodyHandlers.limiting(BodyHandlers.ofByteArray(), ANSWER_SIZE_MAX));
    try {
      HttpResponse<byte[]> answer = exchange.get(answerTimeout.toMillis(), TimeUnit.MILLISECONDS);
      return new StripeResponse(
          answer.statusCode(),
          HttpHeaders.of(answer.headers().map()),
          new String(answer.body(), StandardCharsets.UTF_8));
    } catch (ExecutionException e) {
      throw new ApiConnectionException("the provider did not answer", e.getCause());
    } catch (TimeoutException e) {
      throw new ApiConnectionException("the provider did not answer in time", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ApiConnectionException("interrupted", e);
    } finally {
      exchange.cancel(true);
    }
  }

  private static HttpRequest translated(StripeRequest request) throws ApiConnectionException {
    try {
      HttpRequest.Builder builder =
          HttpRequest.newBuilder(request.url().toURI())
              .setHeader("User-Agent", buildUserAgentString(request));
      request
          .headers()
          .map()
          .forEach((name, values) -> builder.setHeader(name, String.join(",", values)));
      if (request.content() == null) {
        return builder.method(request.method().name(), BodyPublishers.noBody()).build();
      }
      return builder
          .setHeader("Content-Type", request.content().contentType())
          .method(
              request.method().name(),
              BodyPublishers.ofByteArray(request.content().byteArrayContent()))
          .build();
    } catch (URISyntaxException e) {
      throw new ApiConnectionException("not an address", new IOException(e));
    }
  }

  /** What is under way fails. */
  @Override
  public void close() {
    client.shutdownNow();
  }
}
