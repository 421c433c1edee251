package crowdstart.loadtest.workload;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;

/**
 * A kind of campaign that every generation has one of.
 *
 * @param goal in minor units
 * @param deadlineAt the part of the generation behind which it closes; above 1, it stays live
 * @param isCancelled whether its creator calls it off
 */
record CampaignShape(
    String name, boolean isAllOrNothing, long goal, double deadlineAt, boolean isCancelled) {
  static final List<String> TIERS = List.of("early", "lamp", "poster");

  /** Reached by the first orders that are paid. */
  private static final long GOAL_LOW = 5_000;

  private static final long GOAL_HIGH = 1_000_000_000;
  private static final double NEVER = 600;

  static final List<CampaignShape> ALL =
      List.of(
          new CampaignShape("funded", true, GOAL_LOW, 0.55, false),
          new CampaignShape("unfunded", true, GOAL_HIGH, 0.65, false),
          new CampaignShape("kept", false, GOAL_HIGH, 0.8, false),
          new CampaignShape("kept-live", false, GOAL_LOW, NEVER, false),
          new CampaignShape("called-off", false, GOAL_LOW, NEVER, true),
          new CampaignShape("live", true, GOAL_LOW, NEVER, false));

  String body(ObjectMapper json, String title, Instant deadline, int unitsOfEarly) {
    ObjectNode body = json.createObjectNode();
    body.put("title", title);
    body.put("creator", "workload");
    body.put("currency", "EUR");
    body.put("goal", goal);
    body.put("deadline", deadline.toString());
    body.put("fundingModel", isAllOrNothing ? "all-or-nothing" : "keep-what-you-raise");
    ArrayNode tiers = body.putArray("tiers");
    tiers.add(tier(json, "early", 2_500).put("limit", unitsOfEarly).put("perBackerLimit", 3));
    tiers.add(tier(json, "lamp", 4_900).put("limit", 100_000));
    tiers.add(tier(json, "poster", 700));
    return body.toString();
  }

  private static ObjectNode tier(ObjectMapper json, String id, long price) {
    return json.createObjectNode().put("id", id).put("title", id).put("price", price);
  }
}
