package crowdstart.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class PatienceTest {
  private final Patience patience = new Patience(3, Duration.ofMillis(7));
  private final AtomicInteger asked = new AtomicInteger();

  @Test
  void asksAgainWhatWasNotAnswered() {
    assertThat(ask(2, new TimeoutException())).isEqualTo("answer");
    assertThat(asked).hasValue(3);
  }

  @Test
  void givesUpWithAnAnswerThatSaysSo() {
    assertThat(ask(9, new CompletionException(new TimeoutException()))).isEqualTo("unknown");
    assertThat(asked).hasValue(3);
  }

  @Test
  void doesNotRepeatADefect() {
    assertThatThrownBy(() -> ask(1, new IllegalStateException("a defect")))
        .hasRootCauseMessage("a defect");
    assertThat(asked).hasValue(1);
  }

  private String ask(int failures, Throwable failure) {
    CompletionStage<String> answer =
        patience.ask(
            wait -> {
              assertThat(wait).isEqualTo(Duration.ofMillis(7));
              return asked.incrementAndGet() <= failures
                  ? CompletableFuture.failedStage(failure)
                  : CompletableFuture.completedStage("answer");
            },
            () -> "unknown");
    return answer.toCompletableFuture().join();
  }
}
