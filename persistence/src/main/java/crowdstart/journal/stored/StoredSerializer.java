package crowdstart.journal.stored;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import com.fasterxml.jackson.module.paramnames.ParameterNamesModule;
import java.io.IOException;
import java.io.NotSerializableException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.pekko.serialization.SerializerWithStringManifest;

/**
 * Stores events and snapshots as JSON under the names of their forms. Names of classes never reach
 * the database. A field that a reader does not know is passed over, so that an old node can read
 * what a newer one writes during a rolling update; a form that it does not know is an error.
 */
public final class StoredSerializer extends SerializerWithStringManifest {
  /** Stands in every row: never to be changed, nor used by another serializer. */
  private static final int IDENTIFIER = 71_017_301;

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .addModule(Moments.module())
          .addModule(new ParameterNamesModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .serializationInclusion(JsonInclude.Include.NON_NULL)
          .build();

  private static final Map<Class<?>, Codec<?, ?>> BY_TYPE = new HashMap<>();
  private static final Map<String, Codec<?, ?>> BY_NAME = new HashMap<>();

  static {
    for (List<Form<?, ?>> forms :
        List.of(
            CampaignForms.all(),
            OrderForms.all(),
            PaymentForms.all(),
            FulfilmentForms.all(),
            SnapshotForms.all())) {
      for (Form<?, ?> form : forms) {
        Codec<?, ?> codec = Codec.of(form);
        if (BY_NAME.put(form.name(), codec) != null) {
          throw new IllegalStateException("two forms are called " + form.name());
        }
        // The last form of a type is the one that is written.
        BY_TYPE.put(form.type(), codec);
      }
    }
  }

  private record Codec<T, S>(Form<T, S> form, ObjectWriter writer, ObjectReader reader) {
    static <T, S> Codec<T, S> of(Form<T, S> form) {
      return new Codec<>(form, MAPPER.writerFor(form.stored()), MAPPER.readerFor(form.stored()));
    }

    byte[] write(Object value) throws JsonProcessingException {
      return writer.writeValueAsBytes(form.write().apply(form.type().cast(value)));
    }

    T read(byte[] bytes) throws IOException {
      return form.read().apply(reader.<S>readValue(bytes));
    }
  }

  /** The names of all forms, for the test that each has its checked-in file. */
  static List<String> names() {
    return BY_NAME.keySet().stream().sorted().toList();
  }

  @Override
  public int identifier() {
    return IDENTIFIER;
  }

  @Override
  public String manifest(Object value) {
    return codec(value).form().name();
  }

  @Override
  public byte[] toBinary(Object value) {
    try {
      return codec(value).write(value);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("cannot store " + value.getClass().getName(), e);
    }
  }

  @Override
  public Object fromBinary(byte[] bytes, String manifest) throws NotSerializableException {
    Codec<?, ?> codec = BY_NAME.get(manifest);
    if (codec == null) {
      throw new NotSerializableException(
          "no stored form is called '" + manifest + "': was it written by a newer version?");
    }
    try {
      return codec.read(bytes);
    } catch (IOException | RuntimeException e) {
      NotSerializableException unreadable =
          new NotSerializableException("a stored '" + manifest + "' cannot be read");
      unreadable.initCause(e);
      throw unreadable;
    }
  }

  private static Codec<?, ?> codec(Object value) {
    Codec<?, ?> codec = BY_TYPE.get(value.getClass());
    if (codec == null) {
      throw new IllegalArgumentException("no stored form of " + value.getClass().getName());
    }
    return codec;
  }
}
