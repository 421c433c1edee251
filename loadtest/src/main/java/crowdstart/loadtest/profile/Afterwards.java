package crowdstart.loadtest.profile;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;

/**
 * Looks, after the load, whether what was answered is so: a fast answer that was not kept is worth
 * nothing.
 */
public final class Afterwards {
  private Afterwards() {}

  /**
   * Returns what is wrong with the sampled orders, a sentence each; an empty list is the good case.
   */
  public static List<String> check(Shop shop, List<OrderTraffic.Sample> samples) {
    List<String> wrong = new ArrayList<>();
    for (OrderTraffic.Sample sample : samples) {
      String id = Shop.json(sample.answer()).path("id").asText();
      HttpResponse<String> order = shop.get("/v1/orders/" + id);
      if (order.statusCode() != 200 || !sameOrder(order.body(), sample.answer())) {
        wrong.add("order %s was acknowledged and is not there as it was".formatted(id));
      }
      HttpResponse<String> repeat = shop.placeOrder(sample.campaign(), sample.key(), sample.body());
      if (repeat.statusCode() != 201
          || !repeat.body().equals(sample.answer())
          || !repeat.headers().firstValue("Idempotency-Replayed").orElse("").equals("true")) {
        wrong.add("a repeat of order %s did not get its first answer".formatted(id));
      }
    }
    return wrong;
  }

  private static boolean sameOrder(String found, String answered) {
    JsonNode now = Shop.json(found);
    JsonNode then = Shop.json(answered);
    return List.of("id", "campaign", "tier", "quantity", "total", "currency").stream()
        .allMatch(field -> now.path(field).equals(then.path(field)));
  }
}
