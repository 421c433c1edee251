package crowdstart.loadtest.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import crowdstart.loadtest.client.BadResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventParserTest {
  private static final String STREAM =
      "retry: 2000\n\n: heartbeat\n\nevent: stats\nid: 7\ndata: {\"orders\":1}\n\n"
          + "event: stats\r\nid:8\r\ndata:{\"orders\":2}\r\n\r\nid: 9\ndata: cut off";

  private final List<String> events = new ArrayList<>();
  private final EventParser parser =
      new EventParser((id, data) -> events.add(id + "=" + data.text().strip()));

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 10, 1_000})
  void findsTheEventsHoweverTheBytesAreSplit(int size) {
    byte[] bytes = STREAM.getBytes(StandardCharsets.UTF_8);
    for (int from = 0; from < bytes.length; from += size) {
      parser.accept(bytes, from, Math.min(bytes.length, from + size));
    }
    assertThat(events).containsExactly("7={\"orders\":1}", "8={\"orders\":2}");
  }

  @Test
  void aNewStreamDoesNotFinishTheOldOnesEvent() {
    accept("id: 9\ndata: half");
    parser.reset();
    accept("\n\nid: 10\ndata: whole\n\n");
    assertThat(events).containsExactly("10=whole");
  }

  @Test
  void aLineHasALongestLength() {
    assertThatThrownBy(() -> accept("x".repeat(EventParser.LINE_BYTES_MAX + 1)))
        .isInstanceOf(BadResponse.class);
  }

  private void accept(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    parser.accept(bytes, 0, bytes.length);
  }
}
