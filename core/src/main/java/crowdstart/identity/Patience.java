package crowdstart.identity;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Asks an entity again when it does not answer: a message to one that moves may be lost, and what
 * is asked here may always be repeated. Gives up with an answer that says so, never with an
 * exception.
 *
 * @param attempts how often to ask
 * @param attemptWait how long to wait for each
 */
public record Patience(int attempts, Duration attemptWait) {
  /** Together below the 5 s after which an HTTP request is given up. */
  public static final Patience DEFAULT = new Patience(6, Duration.ofMillis(750));

  public <T> CompletionStage<T> ask(
      Function<Duration, CompletionStage<T>> attempt, Supplier<T> unknown) {
    return ask(attempt, unknown, attempts);
  }

  private <T> CompletionStage<T> ask(
      Function<Duration, CompletionStage<T>> attempt, Supplier<T> unknown, int left) {
    return attempt
        .apply(attemptWait)
        .exceptionallyCompose(failure -> {
          if (!isTimeout(failure)) {
            return CompletableFuture.failedStage(failure);
          }
          return left > 1
              ? ask(attempt, unknown, left - 1)
              : CompletableFuture.completedStage(unknown.get());
        });
  }

  private static boolean isTimeout(Throwable failure) {
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
    return cause instanceof TimeoutException;
  }
}
