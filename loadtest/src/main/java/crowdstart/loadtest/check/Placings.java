package crowdstart.loadtest.check;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import crowdstart.loadtest.history.Operation;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** What a checkout asked for, and whether an order is that. */
final class Placings {
  private static final ObjectMapper JSON = new ObjectMapper();

  private Placings() {}

  /**
   * Whose key it is: keys of different backers and campaigns have nothing to do with each other.
   */
  record KeyOf(String campaign, String email, String key) {}

  static JsonNode body(Operation placing) {
    try {
      return JSON.readTree(placing.asked());
    } catch (JsonProcessingException e) {
      return MissingNode.getInstance();
    }
  }

  static KeyOf keyOf(Operation placing) {
    String email = body(placing).path("backer").path("email").asText();
    return new KeyOf(placing.subject(), email.toLowerCase(Locale.ROOT), placing.key());
  }

  /** The key of a stored order: the workload writes it into the order as its referrer. */
  static KeyOf keyOf(JsonNode placed) {
    return new KeyOf(
        placed.path("campaign").asText(),
        placed.path("backer").path("email").asText(),
        placed.path("referrer").asText());
  }

  /** Units by tier: the order's own, and its add-ons. Works on bodies asked and bodies answered. */
  static Map<String, Long> units(JsonNode body) {
    Map<String, Long> units = new LinkedHashMap<>();
    units.merge(body.path("tier").asText(), body.path("quantity").asLong(), Long::sum);
    for (JsonNode addOn : body.path("addOns")) {
      units.merge(addOn.path("tier").asText(), addOn.path("quantity").asLong(), Long::sum);
    }
    return units;
  }

  /** Likewise of a stored order. */
  static Map<String, Long> storedUnits(JsonNode placed) {
    Map<String, Long> units = new LinkedHashMap<>();
    for (JsonNode line : placed.path("lines")) {
      units.merge(line.path("tier").asText(), line.path("quantity").asLong(), Long::sum);
    }
    return units;
  }

  static long storedTotal(JsonNode placed) {
    long total = 0;
    for (JsonNode line : placed.path("lines")) {
      total += line.path("quantity").asLong() * line.path("price").asLong();
    }
    return total;
  }

  /** Whether an answer tells of the order that is stored. */
  static boolean isOf(JsonNode answer, JsonNode placed) {
    return answer.path("id").asText().equals(placed.path("order").asText())
        && answer.path("campaign").asText().equals(placed.path("campaign").asText())
        && units(answer).equals(storedUnits(placed))
        && answer.path("total").asLong() == storedTotal(placed)
        && answer.path("currency").asText().equals(placed.path("currency").asText())
        && answer.path("holdExpiresAt").asText().equals(placed.path("holdExpiresAt").asText());
  }
}
