package crowdstart.loadtest.history;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.NullNode;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistoryTest {
  @TempDir Path directory;

  private static Operation cancel(long from, long to, Outcome outcome, JsonNode answer) {
    return new Operation(
        0,
        7,
        Kind.CANCEL_ORDER,
        "http://node",
        "one",
        "",
        "",
        from,
        to,
        outcome,
        200,
        "",
        true,
        answer);
  }

  @Test
  void whatIsWrittenIsRead() throws Exception {
    JsonNode answer = new ObjectMapper().readTree("{\"state\":\"cancelled\"}");
    try (History history = History.create(directory)) {
      history.add(cancel(1, 2, Outcome.DONE, answer));
      history.add(cancel(3, 4, Outcome.UNKNOWN, NullNode.getInstance()));
    }

    List<Operation> read = History.read(directory);

    assertThat(read).hasSize(2);
    assertThat(read.getFirst())
        .isEqualTo(
            new Operation(
                1,
                7,
                Kind.CANCEL_ORDER,
                "http://node",
                "one",
                "",
                "",
                1,
                2,
                Outcome.DONE,
                200,
                "",
                true,
                answer));
    assertThat(read.getLast().answer().isNull()).isTrue();
  }

  @Test
  void anUnknownIsResolvedOnlyByWhatBeganBehindIt() throws Exception {
    try (History history = History.create(directory)) {
      history.add(cancel(1, 10, Outcome.UNKNOWN, NullNode.getInstance()));
      history.add(cancel(5, 12, Outcome.DONE, NullNode.getInstance()));
      assertThat(history.unresolved()).hasSize(1);

      history.add(cancel(13, 14, Outcome.REFUSED, NullNode.getInstance()));
      assertThat(history.unresolved()).isEmpty();
    }
  }
}
