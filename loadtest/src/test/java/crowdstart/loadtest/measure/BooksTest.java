package crowdstart.loadtest.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import org.junit.jupiter.api.Test;

class BooksTest {
  private static final long MILLI = 1_000_000;
  private static final long SECOND = 1_000 * MILLI;

  private final Books books = new Books(SECOND, 11 * SECOND);

  @Test
  void latencyCountsFromTheIntendedStart() {
    books.done(2 * SECOND, 2 * SECOND + 250 * MILLI, false);
    assertThat(books.result().latency().max()).isCloseTo(250, within(1.0));
    assertThat(books.result().seconds().get(2).latency().p99()).isCloseTo(250, within(3.0));
  }

  @Test
  void warmUpIsShownAndNotMeasured() {
    books.done(0, MILLI, false);
    books.done(SECOND, SECOND + MILLI, false);
    Result result = books.result();
    assertThat(result.done()).isEqualTo(1);
    assertThat(result.doneRate()).isCloseTo(0.1, within(1e-9));
    assertThat(result.seconds().getFirst().done()).isEqualTo(1);
  }

  @Test
  void theThreeOutcomesAreKeptApart() {
    books.done(SECOND, SECOND + MILLI, true);
    books.refused(SECOND, SECOND + MILLI, "sold-out");
    books.refused(SECOND, SECOND + MILLI, "sold-out");
    books.unknown(SECOND, SECOND + MILLI, Unknown.OVERLOADED);
    books.unknown(SECOND, 2 * SECOND, Unknown.TIMEOUT);
    Result result = books.result();
    assertThat(result.done()).isEqualTo(1);
    assertThat(result.replayed()).isEqualTo(1);
    assertThat(result.refused()).isEqualTo(Map.of("sold-out", 2L));
    assertThat(result.unknown()).isEqualTo(Map.of(Unknown.OVERLOADED, 1L, Unknown.TIMEOUT, 1L));
  }

  @Test
  void failingDoesNotLookFast() {
    books.done(SECOND, SECOND + MILLI, false);
    books.unknown(SECOND, 9 * SECOND, Unknown.TIMEOUT);
    assertThat(books.result().latency().max()).isCloseTo(8_000, within(20.0));
    assertThat(books.result().done()).isEqualTo(1);
  }

  @Test
  void threadsAddUp() {
    Books other = new Books(SECOND, 11 * SECOND);
    books.done(SECOND, SECOND + MILLI, false);
    other.done(3 * SECOND, 3 * SECOND + MILLI, false);
    other.refused(SECOND, SECOND + MILLI, "sold-out");
    books.add(other);
    Result result = books.result();
    assertThat(result.done()).isEqualTo(2);
    assertThat(result.refusedCount()).isEqualTo(1);
    assertThat(result.seconds()).hasSize(4);
    assertThat(result.doneRate()).isCloseTo(0.2, within(1e-9));
  }
}
