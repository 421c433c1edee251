package crowdstart.loadtest.launch;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import crowdstart.loadtest.profile.Shop;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** What everybody comes for: a smart watch, some of them early and cheaper. */
final class LaunchCampaign {
  private static final int EARLY_PRICE = 15_900;
  private static final int PRICE = 17_900;

  private LaunchCampaign() {}

  static ObjectNode of(int earlyBirds) {
    ObjectNode campaign =
        new ObjectMapper()
            .createObjectNode()
            .put("title", "A watch, launched")
            .put("story", "Made by a load test.")
            .put("creator", "loadtest")
            .put("currency", "USD")
            .put("goal", 50_000_000)
            .put(
                "deadline",
                Instant.now().plus(Duration.ofDays(30)).truncatedTo(ChronoUnit.SECONDS).toString())
            .put("fundingModel", Shop.ALL_OR_NOTHING);
    ArrayNode tiers = campaign.putArray("tiers");
    tiers
        .addObject()
        .put("id", Shop.TIER)
        .put("title", "Early bird")
        .put("price", EARLY_PRICE)
        .put("limit", earlyBirds);
    tiers.addObject().put("id", "regular").put("title", "Watch").put("price", PRICE);
    return campaign;
  }
}
