package crowdstart.proof;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** What a backer's browser says to the provider, with nothing but the secret of its own intent. */
final class Browser implements AutoCloseable {
  private static final Duration ANSWER_WAIT = Duration.ofSeconds(10);

  /** A sandbox on a machine that is too busy says that it is, and has done nothing. */
  private static final int TRIES_MAX = 5;

  private final HttpClient http = HttpClient.newHttpClient();
  private final URI sandbox;

  Browser(URI sandbox) {
    this.sandbox = sandbox;
  }

  /** Gives a card to a setup; returns the status of the answer. */
  int giveCard(String setup, String clientSecret, String card) {
    return post("/v1/setup_intents/" + setup + "/confirm", clientSecret, card);
  }

  /** Authenticates a charge with the backer there. */
  int authenticate(String charge, String clientSecret, String card) {
    return post("/v1/payment_intents/" + charge + "/confirm", clientSecret, card);
  }

  private int post(String path, String clientSecret, String card) {
    HttpRequest request =
        HttpRequest.newBuilder(sandbox.resolve(path))
            .timeout(ANSWER_WAIT)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(
                HttpRequest.BodyPublishers.ofString(
                    "client_secret="
                        + URLEncoder.encode(clientSecret, StandardCharsets.UTF_8)
                        + "&payment_method="
                        + card))
            .build();
    try {
      int status;
      int tries = 0;
      do {
        status = http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
      } while (status >= 500 && ++tries < TRIES_MAX);
      return status;
    } catch (IOException e) {
      throw new AssertionError("the sandbox leaves browsers alone", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
