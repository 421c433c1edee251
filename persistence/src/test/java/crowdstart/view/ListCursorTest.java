package crowdstart.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ListCursorTest {

  @Test
  void comesBackFromItsText() {
    var cursor = new ListCursor(Instant.parse("2026-11-22T10:00:00.123456Z"), "local-a");
    assertThat(ListCursor.parse(cursor.text())).contains(cursor);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "%%%",
        "bm90IGEgY3Vyc29y",
        "2026-11-22T10:00:00Z local-a",
        "../../etc/passwd"
      })
  void anythingElseIsNotOne(String text) {
    assertThat(ListCursor.parse(text)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "+1000000000-12-31T23:59:59.999999999Z a",
        "-1000000000-01-01T00:00:00Z a",
        "2026-11-22T10:00:00Z \0",
        "9999-12-31T00:00:00Z a"
      })
  void aTimeOrIdThatNoRowHasIsNotOne(String plain) {
    byte[] bytes = plain.getBytes(StandardCharsets.US_ASCII);
    assertThat(ListCursor.parse(Base64.getUrlEncoder().encodeToString(bytes))).isEmpty();
  }
}
