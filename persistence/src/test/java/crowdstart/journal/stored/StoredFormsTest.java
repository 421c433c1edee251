package crowdstart.journal.stored;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import crowdstart.order.OrderEvent;
import crowdstart.view.Events;
import java.io.IOException;
import java.io.InputStream;
import java.io.NotSerializableException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * H2: every form ever stored has a file under {@code stored/}, and it still loads to the same
 * value. A file is added with each new form and never edited.
 */
class StoredFormsTest {
  private final StoredSerializer serializer = new StoredSerializer();
  private final ObjectMapper json = new ObjectMapper();

  static Map<String, Object> samples() {
    return Samples.byName();
  }

  static Iterable<String> names() {
    return StoredSerializer.names();
  }

  @Test
  void everyFormHasASample() {
    assertThat(samples()).containsOnlyKeys(StoredSerializer.names());
  }

  @ParameterizedTest
  @MethodSource("names")
  void theCheckedInFileLoads(String name) throws IOException {
    assertThat(serializer.fromBinary(file(name), name)).isEqualTo(samples().get(name));
  }

  /** The newest form of each type is the one that is written. */
  static Iterable<String> written() {
    return samples().values().stream().map(new StoredSerializer()::manifest).distinct().toList();
  }

  @ParameterizedTest
  @MethodSource("written")
  void whatIsWrittenIsTheCheckedInFile(String name) throws IOException {
    Object sample = Objects.requireNonNull(samples().get(name));
    assertThat(serializer.manifest(sample)).isEqualTo(name);
    assertThat(json.readTree(serializer.toBinary(sample)))
        .as(new String(serializer.toBinary(sample), StandardCharsets.UTF_8))
        .isEqualTo(json.readTree(file(name)));
  }

  @Test
  void aFieldOfANewerVersionIsPassedOver() throws IOException {
    byte[] newer =
        "{\"at\":\"2026-11-22T10:00:00Z\",\"mood\":\"glad\"}".getBytes(StandardCharsets.UTF_8);
    assertThat(serializer.fromBinary(newer, "campaign-launched.1"))
        .isEqualTo(samples().get("campaign-launched.1"));
  }

  @Test
  void theNumberOfItsRequestIsStoredWithAnOrder() throws IOException {
    OrderEvent.Placed placed = Events.placed(3, 1, "ada@example.org");
    assertThat(placed.requestNumber()).isEqualTo(3);
    assertThat(serializer.fromBinary(serializer.toBinary(placed), "order-placed.1"))
        .isEqualTo(placed);
  }

  @Test
  void aFormOfANewerVersionIsNamedInTheError() {
    assertThatThrownBy(() -> serializer.fromBinary(new byte[0], "order-mislaid.1"))
        .isInstanceOf(NotSerializableException.class)
        .hasMessageContaining("order-mislaid.1");
  }

  @Test
  void aBrokenFormIsAnErrorAndNotAValue() {
    assertThatThrownBy(
            () -> serializer.fromBinary("{".getBytes(StandardCharsets.UTF_8), "order-placed.1"))
        .isInstanceOf(NotSerializableException.class);
  }

  private static byte[] file(String name) throws IOException {
    try (InputStream file =
        StoredFormsTest.class.getResourceAsStream("/stored/" + name + ".json")) {
      return Objects.requireNonNull(file, "stored/" + name + ".json is missing").readAllBytes();
    }
  }
}
