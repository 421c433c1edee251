package crowdstart.loadtest.baseline;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.LogicalType;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The JSON of the contract, as far as the baseline speaks it. */
final class Wire {
  record Backer(@Nullable String email, @Nullable String name, @Nullable String country) {}

  record PlaceOrder(
      @Nullable String tier,
      @Nullable Long quantity,
      @Nullable Backer backer,
      @Nullable List<Object> addOns,
      @Nullable String referrer) {}

  record Payment(String clientToken) {}

  record OrderView(
      String id,
      String campaign,
      String state,
      String tier,
      int quantity,
      List<Object> addOns,
      long total,
      String currency,
      String holdExpiresAt,
      Payment payment) {}

  record NewTier(
      @Nullable String id, @Nullable String title, @Nullable Long price, @Nullable Long limit) {}

  record NewCampaign(
      @Nullable String title,
      @Nullable String story,
      @Nullable String creator,
      @Nullable String currency,
      @Nullable Long goal,
      @Nullable String deadline,
      @Nullable String fundingModel,
      @Nullable List<NewTier> tiers) {}

  record TierView(
      String id, String title, long price, @Nullable Long limit, @Nullable Long remaining) {}

  @JsonInclude(JsonInclude.Include.ALWAYS)
  record CampaignView(
      String id,
      String title,
      String story,
      String creator,
      String state,
      String fundingModel,
      long goal,
      String currency,
      String deadline,
      List<TierView> tiers) {}

  private static final ObjectMapper JSON = mapper();
  private static final ObjectReader PLACE_ORDER = JSON.readerFor(PlaceOrder.class);
  private static final ObjectReader NEW_CAMPAIGN = JSON.readerFor(NewCampaign.class);
  private static final ObjectWriter WRITER = JSON.writer();

  private Wire() {}

  static PlaceOrder placeOrder(byte[] body) {
    return read(PLACE_ORDER, PlaceOrder.class, body);
  }

  static NewCampaign newCampaign(byte[] body) {
    return read(NEW_CAMPAIGN, NewCampaign.class, body);
  }

  private static <T> T read(ObjectReader reader, Class<T> type, byte[] body) {
    try {
      T value = reader.readValue(body, type);
      if (value == null) {
        throw Problem.malformed("The body is null.");
      }
      return value;
    } catch (IOException e) {
      throw Problem.malformed("The body is not the JSON object that is expected.");
    }
  }

  static byte[] write(Object value) {
    try {
      return WRITER.writeValueAsBytes(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a record could not be written", e);
    }
  }

  private static ObjectMapper mapper() {
    return JsonMapper.builder()
        .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
        .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
        .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
        .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
        .withCoercionConfig(
            LogicalType.Textual,
            config ->
                config
                    .setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                    .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                    .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
        .build();
  }
}
