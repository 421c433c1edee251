package crowdstart.loadtest.check;

import crowdstart.loadtest.history.Kind;
import crowdstart.loadtest.history.Operation;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Once all has come to rest, stock stands with the orders that it is for, and with no others. */
final class HoldChecker implements Checker {
  @Override
  public String name() {
    return "holds";
  }

  @Override
  public String promise() {
    return "at rest, no hold is left, and sold units are those of confirmed orders (S3 S5)";
  }

  @Override
  public void check(Evidence evidence, Findings findings) {
    Map<String, OrderReplay> orders = OrderReplay.all(evidence);
    Map<String, CommitTimes> times = CommitTimes.all(evidence);
    Map<String, CampaignReplay> replays = CampaignReplay.all(evidence);
    Set<String> sold = new HashSet<>();
    replays.forEach((campaign, replay) -> {
      for (String order : replay.ordersHolding(false)) {
        findings.violation("S3", "a hold is left of " + order + " in " + campaign);
      }
      for (String order : replay.ordersHolding(true)) {
        sold.add(order);
        String state = orders.containsKey(order) ? orders.get(order).last() : "absent";
        findings.looked("sold orders", 1);
        // What a campaign that ended unfunded had sold is not sold anew, so it may stand.
        findings.require(
            state.equals("confirmed") || state.equals("released"),
            "S3",
            "%s is sold to an order that is %s".formatted(order, state));
      }
    });
    orders.forEach((id, order) -> {
      findings.looked("orders", 1);
      findings.require(!order.last().equals("held"), "S3", id + " is held for ever");
      boolean isForgotten =
          replays.containsKey(order.campaign())
              && replays.get(order.campaign()).ends(id).stream().anyMatch(end -> end.how() == 'f');
      findings.require(
          !order.last().equals("confirmed") || sold.contains(id) || isForgotten,
          "S5",
          id + " is confirmed, and its units are not sold");
    });
    evidence
        .of(Kind.CANCEL_ORDER)
        .filter(Operation::isDone)
        .filter(it -> it.answer().path("state").asText().equals("cancelled"))
        .forEach(it -> returned(it, replays, times, findings));
  }

  /** A cancellation is answered once the stock is back. */
  private static void returned(
      Operation cancelled,
      Map<String, CampaignReplay> replays,
      Map<String, CommitTimes> times,
      Findings findings) {
    String campaign = cancelled.answer().path("campaign").asText();
    CampaignReplay replay = replays.get(campaign);
    CommitTimes of = times.get(campaign);
    if (replay == null || of == null) {
      return;
    }
    findings.looked("cancellations", 1);
    List<CampaignReplay.End> ends = replay.ends(cancelled.subject());
    if (!ends.isEmpty()) {
      CampaignReplay.End last = ends.getLast();
      findings.require(
          last.how() == 'c' || of.earliest(last.version()) <= cancelled.completed(),
          "S3",
          "answered before the stock was back: " + cancelled);
    }
  }
}
