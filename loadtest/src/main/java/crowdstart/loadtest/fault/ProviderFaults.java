package crowdstart.loadtest.fault;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Locale;

/** The switches of the payment sandbox; see docs/sandbox.md. */
final class ProviderFaults {
  private static final String SECRET_KEY = "sk_test_crowdstart_sandbox";
  private static final Duration ANSWER_WAIT_MAX = Duration.ofSeconds(3);
  private static final int BEGIN_ATTEMPTS_MAX = 3;

  /** Two minutes: a sandbox that is restarted meanwhile comes back calm, and says so. */
  private static final int END_ATTEMPTS_MAX = 120;

  private static final double STRENGTHS = 100;

  private final URI trouble;
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(ANSWER_WAIT_MAX)
          .build();

  ProviderFaults(URI sandbox) {
    trouble = sandbox.resolve("/sandbox/trouble");
  }

  Healing begin(FaultKind kind, int strength) throws InterruptedException {
    put(switches(kind, strength), BEGIN_ATTEMPTS_MAX);
    return () -> put("{}", END_ATTEMPTS_MAX);
  }

  private static String switches(FaultKind kind, int strength) {
    double rate = 0.2 + 0.8 * strength / STRENGTHS;
    return switch (kind) {
      case PROVIDER_ERRORS -> json(rate("errors", rate / 2), rate("tooManyRequests", rate / 2));
      case PROVIDER_SILENT ->
          json(
              rate("timeoutsBefore", rate / 2),
              rate("timeoutsAfter", rate / 2),
              "\"silenceMillis\":2000");
      case PROVIDER_WEBHOOKS ->
          json(
              rate("webhooksDuplicated", rate),
              rate("webhooksDropped", rate / 3),
              rate("webhooksReordered", rate),
              rate("webhooksDelayed", rate / 2),
              "\"webhookDelayMillis\":1500",
              "\"latencyMillis\":100",
              "\"jitterMillis\":200");
      case PROVIDER_FORGETS -> json("\"forgetsKeys\":true", rate("timeoutsAfter", rate / 2));
      default -> throw new IllegalArgumentException(kind + " is no trouble of the provider");
    };
  }

  private static String rate(String name, double rate) {
    return String.format(Locale.ROOT, "\"%s\":%.2f", name, rate);
  }

  private static String json(String... members) {
    return "{" + String.join(",", members) + "}";
  }

  private void put(String switches, int attemptsMax) throws InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(trouble)
            .timeout(ANSWER_WAIT_MAX)
            .header("Authorization", "Bearer " + SECRET_KEY)
            .header("Content-Type", "application/json")
            .PUT(HttpRequest.BodyPublishers.ofString(switches))
            .build();
    String last = "";
    for (int attempt = 0; attempt < attemptsMax; attempt++) {
      try {
        int status = http.send(request, BodyHandlers.discarding()).statusCode();
        if (status == 200) {
          return;
        }
        last = "it answered " + status;
      } catch (IOException e) {
        last = "no answer: " + e;
      }
      Thread.sleep(1_000);
    }
    throw new IllegalStateException("the sandbox's switches could not be set: " + last);
  }
}
