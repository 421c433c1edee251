package crowdstart.loadtest.workload;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.NullNode;
import crowdstart.loadtest.history.History;
import crowdstart.loadtest.history.Kind;
import crowdstart.loadtest.history.Operation;
import crowdstart.loadtest.history.Operation.Identity;
import crowdstart.loadtest.history.Outcome;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.random.RandomGenerator;

/** Asks, waits, and writes down what came of it. Safe for use by many threads. */
final class Caller implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int TOO_MANY_REQUESTS = 429;
  private static final int CONFLICT = 409;

  private final Targets targets;
  private final History history;
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(WorkloadPlan.ANSWER_WAIT_MAX)
          .build();

  Caller(Targets targets, History history) {
    this.targets = targets;
    this.history = history;
  }

  History history() {
    return history;
  }

  Targets targets() {
    return targets;
  }

  HttpClient http() {
    return http;
  }

  /** Asks any node, or the sandbox where the operation is the sandbox's. */
  Operation ask(
      int client, RandomGenerator random, Kind kind, String subject, String key, String body)
      throws InterruptedException {
    URI server = Requests.isForSandbox(kind) ? targets.sandbox() : targets.any(random);
    return askOf(server, client, kind, subject, key, body);
  }

  Operation askOf(URI server, int client, Kind kind, String subject, String key, String body)
      throws InterruptedException {
    HttpRequest request =
        Requests.of(server, targets.creatorToken(), new Identity(kind, subject, key, body), body);
    long invoked = history.now();
    CompletableFuture<HttpResponse<String>> answering =
        http.sendAsync(request, BodyHandlers.ofString());
    int status = 0;
    boolean isReplayed = false;
    JsonNode answer = NullNode.getInstance();
    try {
      // A timeout of the request itself would end with the headers of its answer.
      HttpResponse<String> response =
          answering.get(WorkloadPlan.ANSWER_WAIT_MAX.toMillis(), TimeUnit.MILLISECONDS);
      status = response.statusCode();
      isReplayed = response.headers().firstValue("Idempotency-Replayed").isPresent();
      answer = json(response.body());
    } catch (ExecutionException | TimeoutException e) {
      answering.cancel(true);
    }
    return history.add(
        new Operation(
            0,
            client,
            kind,
            server.toString(),
            subject,
            key,
            body,
            invoked,
            history.now(),
            outcome(kind, status),
            status,
            status >= 400 ? answer.path("type").asText() : "",
            isReplayed,
            answer));
  }

  private static Outcome outcome(Kind kind, int status) {
    if (status >= 200 && status < 300) {
      return Outcome.DONE;
    }
    // The sandbox says conflict while a call with the same object is under way.
    boolean isForLater =
        status == TOO_MANY_REQUESTS || (status == CONFLICT && Requests.isForSandbox(kind));
    return status < 400 || status >= 500 || isForLater ? Outcome.UNKNOWN : Outcome.REFUSED;
  }

  private static JsonNode json(String body) {
    try {
      JsonNode read = JSON.readTree(body);
      return read.isMissingNode() ? NullNode.getInstance() : read;
    } catch (JsonProcessingException e) {
      return NullNode.getInstance();
    }
  }

  @Override
  public void close() {
    http.shutdownNow();
    http.close();
  }
}
