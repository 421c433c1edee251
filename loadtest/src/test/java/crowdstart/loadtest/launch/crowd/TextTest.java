package crowdstart.loadtest.launch.crowd;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TextTest {
  private static final String PAGE =
      """
      {"id":"local-1","tiers":[{"id":"early-bird","limit":10,"remaining":7},{"id":"regular","limit":null,"remaining":null}]}\
      """;

  @Test
  void findsFields() {
    assertThat(Text.field(PAGE, "id")).isEqualTo("local-1");
    assertThat(Text.number(PAGE, "limit")).isEqualTo(10);
    assertThat(Text.numberAfter(PAGE, "\"id\":\"early-bird\"", "remaining")).isEqualTo(7);
  }

  @Test
  void whatIsNotThereIsNotThere() {
    assertThat(Text.field(PAGE, "state")).isEmpty();
    assertThat(Text.field(PAGE, "limit")).isEmpty();
    assertThat(Text.number(PAGE, "id")).isEqualTo(-1);
    assertThat(Text.numberAfter(PAGE, "\"id\":\"regular\"", "remaining")).isEqualTo(-1);
    assertThat(Text.numberAfter(PAGE, "\"id\":\"other\"", "remaining")).isEqualTo(-1);
    assertThat(Text.field("{\"id\":\"cut off", "id")).isEmpty();
  }
}
