package crowdstart.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** What tests begin with. */
final class Given {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private Given() {}

  static ObjectNode campaign(@Nullable Integer earlyBirdLimit) {
    ObjectNode campaign = JSON.objectNode();
    campaign
        .put("title", "A lamp that folds flat")
        .put("story", "It fits in an envelope.\nReally.")
        .put("creator", "folding-light")
        .put("currency", "EUR")
        .put("goal", 2_500_000)
        .put("deadline", Instant.now().plus(30, ChronoUnit.DAYS).toString())
        .put("fundingModel", "all-or-nothing");
    ArrayNode tiers = campaign.putArray("tiers");
    tiers
        .addObject()
        .put("id", "early-bird")
        .put("title", "Early bird")
        .put("price", 4_900)
        .put("limit", earlyBirdLimit);
    tiers.addObject().put("id", "lamp").put("title", "One lamp").put("price", 6_900);
    return campaign;
  }

  static String draft(Client client, TestNode node, @Nullable Integer earlyBirdLimit) {
    Client.Answer created = client.post("/v1/campaigns", campaign(earlyBirdLimit));
    assertThat(created.status()).isEqualTo(201);
    node.lists.campaign(created.id());
    return created.id();
  }

  static String liveCampaign(Client client, TestNode node, @Nullable Integer earlyBirdLimit) {
    String id = draft(client, node, earlyBirdLimit);
    assertThat(client.post("/v1/campaigns/" + id + "/launch").status()).isEqualTo(200);
    return id;
  }

  static ObjectNode order(String tier, int quantity, String email) {
    ObjectNode order = JSON.objectNode();
    order.put("tier", tier).put("quantity", quantity);
    order.putObject("backer").put("email", email).put("name", "A Backer").put("country", "SE");
    return order;
  }

  static Client.Answer placed(
      Client client, TestNode node, String campaign, ObjectNode order, String key) {
    Client.Answer answer =
        client.post("/v1/campaigns/" + campaign + "/orders", order, "Idempotency-Key", key);
    if (answer.status() == 201) {
      node.lists.order(answer.id());
    }
    return answer;
  }
}
