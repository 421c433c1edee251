package crowdstart.http.wire;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import crowdstart.http.problem.Problems;
import crowdstart.http.problem.Refused;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.pekko.util.ByteString;

/** JSON in and out: one document, in UTF-8, no name twice, not too deep. */
public final class Json {
  /** Ours go three deep. */
  static final int DEPTH_MAX = 20;

  /** No name of ours is longer than a tenth of it. */
  static final int NAME_LENGTH_MAX = 200;

  private static final int BUFFER_SIZE = 512;

  private static final JsonFactory FACTORY =
      new JsonFactoryBuilder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          // Names come from strangers: interning or caching them would fill tables with theirs.
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(DEPTH_MAX)
                  .maxNameLength(NAME_LENGTH_MAX)
                  .build())
          .build();

  private static final ObjectReader READER =
      new ObjectMapper(FACTORY)
          .readerFor(JsonNode.class)
          .with(
              DeserializationFeature.FAIL_ON_TRAILING_TOKENS,
              DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

  private Json() {}

  /** Writes one document. */
  @FunctionalInterface
  public interface Content {
    void writeTo(JsonGenerator json) throws IOException;
  }

  /**
   * Reads one document.
   *
   * @throws Refused malformed, when it is not JSON
   */
  public static JsonNode read(ByteString body) {
    byte[] bytes = body.toArrayUnsafe();
    if (bytes.length == 0) {
      throw new Refused(Problems.malformed("the body is empty"));
    }
    if (isOtherUnicode(bytes) || !Utf8.isValid(bytes)) {
      throw new Refused(Problems.malformed("the body is not in UTF-8"));
    }
    try {
      return READER.readValue(bytes);
    } catch (JsonProcessingException notJson) {
      throw new Refused(Problems.malformed(where(notJson)));
    } catch (IOException notText) {
      throw new Refused(Problems.malformed("the body is not in UTF-8"));
    }
  }

  public static ByteString bytes(Content content) {
    ByteArrayBuilder bytes = new ByteArrayBuilder(BUFFER_SIZE);
    try (JsonGenerator json = FACTORY.createGenerator(bytes)) {
      content.writeTo(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return ByteString.fromArrayUnsafe(bytes.toByteArray());
  }

  /** The reader would guess UTF-16 and UTF-32 by their zeros and marks; JSON on a wire is UTF-8. */
  private static boolean isOtherUnicode(byte[] bytes) {
    int first = bytes[0] & 0xff;
    return first == 0 || first >= 0xfe || (bytes.length > 1 && bytes[1] == 0);
  }

  /** Tells the place and not the content, which may be personal. */
  private static String where(JsonProcessingException notJson) {
    return notJson.getLocation() == null
        ? "the body is not JSON"
        : "the body is not JSON at line "
            + notJson.getLocation().getLineNr()
            + ", column "
            + notJson.getLocation().getColumnNr();
  }
}
