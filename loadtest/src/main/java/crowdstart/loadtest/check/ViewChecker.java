package crowdstart.loadtest.check;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What follows the journals has followed all of them: the views, and the parcels. */
final class ViewChecker implements Checker {
  @Override
  public String name() {
    return "views";
  }

  @Override
  public String promise() {
    return "at rest, views and parcels say what the journals say, no event skipped (R1 R3 R4)";
  }

  @Override
  public void check(Evidence evidence, Findings findings) {
    Map<String, JsonNode> orders = byId(evidence.views().orders());
    OrderReplay.all(evidence)
        .forEach((id, order) -> {
          findings.looked("orders", 1);
          JsonNode view = orders.remove(id);
          String stage = view == null ? "absent" : view.path("stage").asText();
          findings.require(
              stage.equals(order.last()),
              "R3",
              "%s is %s, and %s in the view".formatted(id, order.last(), stage));
        });
    orders.keySet().forEach(id -> findings.violation("R3", id + " is in the view alone"));
    payments(evidence, findings);
    campaigns(evidence, findings);
  }

  private static void payments(Evidence evidence, Findings findings) {
    Map<String, JsonNode> views = byId(evidence.views().payments());
    Map<String, List<Row>> parcels = evidence.fulfilment().entities("shipment");
    PaymentReplay.all(evidence)
        .forEach((id, payment) -> {
          findings.looked("payments", 1);
          PaymentReplay.Standing last = payment.last();
          JsonNode view = views.get(id);
          findings.require(
              view != null
                  && view.path("stage").asText().equals(last.state())
                  && view.path("captured").asLong() == last.captured()
                  && view.path("refunded").asLong() == last.refunded(),
              "R3",
              "%s stands at %s, in the view at %s".formatted(id, last, view));
          if (last.state().equals("captured")) {
            findings.looked("parcels", 1);
            findings.require(parcels.containsKey(id), "R4", id + " is paid for, without a parcel");
          }
          if (last.state().equals("refunded") && parcels.containsKey(id)) {
            findings.looked("parcels of what went back", 1);
            findings.require(
                hasLeftOrNeverWill(parcels.get(id)),
                "R4",
                id + " has its money back, and its parcel waits to be sent");
          }
        });
  }

  private static void campaigns(Evidence evidence, Findings findings) {
    Map<String, JsonNode> views = byId(evidence.views().campaigns());
    CampaignReplay.all(evidence)
        .forEach((id, replay) -> {
          findings.looked("campaigns", 1);
          JsonNode view = views.get(id);
          Totals last = replay.last();
          findings.require(
              view != null
                  && view.path("version").asLong() == replay.versions()
                  && view.path("stage").asText().equals(last.stage())
                  && view.path("pledged").asLong() == last.pledged()
                  && view.path("held").asLong() == last.held()
                  && view.path("orders").asLong() == last.orders()
                  && view.path("backers").asLong() == last.backers()
                  && counts(view.path("tier_held"))
                      .equals(last.tiers().stream().map(Totals.Units::held).toList())
                  && counts(view.path("tier_sold"))
                      .equals(last.tiers().stream().map(Totals.Units::sold).toList()),
              "R1",
              "%s comes to %s at %d, the view says %s"
                  .formatted(id, last, replay.versions(), view));
        });
  }

  private static boolean hasLeftOrNeverWill(List<Row> parcel) {
    boolean isCalledOff = false;
    for (Row row : parcel) {
      if (row.is("shipment-shipped")) {
        return true;
      }
      isCalledOff = row.is("shipment-cancelled") || (isCalledOff && !row.is("shipment-reopened"));
    }
    return isCalledOff;
  }

  private static List<Long> counts(JsonNode array) {
    List<Long> counts = new ArrayList<>();
    array.forEach(count -> counts.add(count.asLong()));
    return counts;
  }

  private static Map<String, JsonNode> byId(List<JsonNode> rows) {
    Map<String, JsonNode> all = new HashMap<>();
    rows.forEach(row -> all.put(row.path("id").asText(), row));
    return all;
  }
}
