package crowdstart.journal.stored;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The platform's own reading and writing is the model. */
class MomentsTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-11-28T08:30:00Z",
        "2026-11-28T08:30:00.001Z",
        "2026-11-28T23:59:59.999Z",
        "2024-02-29T00:00:00.100Z",
        "1969-12-31T23:59:59.999Z",
        "1970-01-01T00:00:00Z",
        "9999-12-31T23:59:59.999Z",
        "1000-01-01T00:00:00Z",
        "0999-01-01T00:00:00Z",
        "+10000-01-01T00:00:00Z",
        "2026-11-28T08:30:00.123456Z",
        "2026-11-28T08:30:00.123456789Z",
      })
  void whatIsWrittenIsReadAgain(String text) {
    Instant instant = Instant.parse(text);
    assertThat(Moments.read(text)).isEqualTo(instant);
    assertThat(Moments.write(instant)).isEqualTo(instant.toString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-11-28T08:30:00+00:00",
        "2026-11-28T08:30:00.1Z",
        "2026-11-28T24:00:00Z",
        "2016-12-31T23:59:60Z",
      })
  void whatOthersMayHaveWrittenIsReadAsThePlatformReadsIt(String text) {
    assertThat(Moments.read(text)).isEqualTo(Instant.parse(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "2026-02-29T00:00:00Z",
        "2026-13-01T00:00:00Z",
        "2026-11-28T25:00:00Z",
        "2026-11-28 08:30:00Z",
        "2026-11-28T08:30:00.12xZ",
        "2026-11-28T08:30:00.123z0",
      })
  void whatIsNoTimeIsRefused(String text) {
    assertThatThrownBy(() -> Moments.read(text)).isInstanceOf(DateTimeException.class);
  }

  @Test
  void anyMomentIsWrittenAsThePlatformWritesIt() {
    Random random = new Random(1);
    for (int i = 0; i < 10_000; i++) {
      Instant instant =
          Instant.ofEpochMilli(random.nextLong(-60_000_000_000_000L, 250_000_000_000_000L));
      assertThat(Moments.write(instant)).isEqualTo(instant.toString());
      assertThat(Moments.read(instant.toString())).isEqualTo(instant);
    }
  }
}
