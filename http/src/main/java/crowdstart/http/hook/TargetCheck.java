package crowdstart.http.hook;

import crowdstart.http.problem.Problems;
import crowdstart.http.problem.Refused;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Looks at where a new webhook leads, so that its creator hears of a mistake at once. The sender
 * looks again each time.
 */
final class TargetCheck {
  /** Names that are looked up at once; one more is told to come again. */
  static final int LOOKUPS_MAX = 16;

  /** How long a look-up is awaited. */
  private static final Duration LOOKUP_WAIT = Duration.ofSeconds(5);

  private final Targets targets;
  private final Semaphore free = new Semaphore(LOOKUPS_MAX);

  TargetCheck(Targets targets) {
    this.targets = targets;
  }

  /**
   * Done when webhooks may be sent there; fails with {@link Refused} when not, and with a time-out
   * when nobody can say.
   */
  CompletionStage<Void> check(String url) {
    TargetUrl target;
    try {
      target = targets.url(url);
    } catch (WrongTarget wrong) {
      return CompletableFuture.failedStage(refusal(wrong));
    }
    if (!free.tryAcquire()) {
      return CompletableFuture.failedStage(new Refused(Problems.unknown()));
    }
    CompletableFuture<Void> checked = new CompletableFuture<>();
    // Not a virtual thread: a look-up holds on to the one beneath it.
    Thread.ofPlatform().daemon().name("hook-lookup").start(() -> look(target, checked));
    return checked.orTimeout(LOOKUP_WAIT.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void look(TargetUrl target, CompletableFuture<Void> checked) {
    try {
      targets.addresses(target);
      checked.complete(null);
    } catch (WrongTarget wrong) {
      checked.completeExceptionally(refusal(wrong));
    } catch (UnknownHostException unknown) {
      checked.completeExceptionally(refusal(new WrongTarget("must name a host that exists")));
    } finally {
      free.release();
    }
  }

  private static Refused refusal(WrongTarget wrong) {
    return new Refused(Problems.invalid("/url", String.valueOf(wrong.getMessage())));
  }
}
