package crowdstart.loadtest.check;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The provider's charges and our orders are one to one, and nobody paid for what ended. */
final class ChargeChecker implements Checker {
  @Override
  public String name() {
    return "charges";
  }

  @Override
  public String promise() {
    return "the provider's charges and our orders one to one (M1 M3 M4 M5 M6 M9)";
  }

  @Override
  public void check(Evidence evidence, Findings findings) {
    Map<String, PaymentReplay> payments = PaymentReplay.all(evidence);
    Map<String, OrderReplay> orders = OrderReplay.all(evidence);
    Map<String, JsonNode> placed = new HashMap<>();
    evidence
        .orders()
        .entities("order")
        .forEach((id, rows) -> placed.put(id, rows.getFirst().event()));
    intents(evidence, payments, findings);
    Set<String> charged = charges(evidence, payments, placed, findings);
    payments.forEach((order, payment) ->
        findings.require(
            payment.captured() == 0 || charged.contains(order),
            "M1",
            order + " is captured here, and not at the provider"));
    refunds(evidence, payments, findings);
    disputes(evidence, payments, findings);
    ended(evidence, orders, payments, findings);
  }

  /** An order is charged by one payment at the provider for ever, begun behind its event. */
  private static void intents(
      Evidence evidence, Map<String, PaymentReplay> payments, Findings findings) {
    for (JsonNode intent : evidence.provider().payments()) {
      findings.looked("provider's payments", 1);
      PaymentReplay payment = payments.get(intent.path("order").asText());
      findings.require(
          payment != null && payment.isChargeTried,
          "M9",
          "the provider has a payment that was never begun here: " + intent);
    }
    Map<String, String> tried = new HashMap<>();
    for (JsonNode charge : evidence.provider().charges()) {
      String order = charge.path("order").asText();
      String by = charge.path("payment").asText();
      String other = tried.putIfAbsent(order, by);
      findings.require(
          other == null || other.equals(by),
          "M1",
          order + " is charged by two payments, " + other + " and " + by);
      PaymentReplay payment = payments.get(order);
      Long made = payment == null ? null : payment.chargesMade.get(by);
      behind(made, charge, findings);
    }
  }

  /** What moves money was stored as about to be done before it was asked for. */
  private static void behind(@Nullable Long event, JsonNode move, Findings findings) {
    long moved = move.path("transaction").asLong();
    if (event != null && event > 0 && moved > 0) {
      findings.looked("moves of money behind their event", 1);
      findings.require(event < moved, "M9", "done before its event was stored: " + move);
    }
  }

  private static Set<String> charges(
      Evidence evidence,
      Map<String, PaymentReplay> payments,
      Map<String, JsonNode> placed,
      Findings findings) {
    Set<String> charged = new HashSet<>();
    for (JsonNode charge : evidence.provider().charges()) {
      if (!charge.path("status").asText().equals("succeeded")) {
        continue;
      }
      findings.looked("provider's charges", 1);
      String order = charge.path("order").asText();
      findings.require(charged.add(order), "M1", order + " is charged twice: " + charge);
      PaymentReplay payment = payments.get(order);
      JsonNode of = placed.get(order);
      if (payment == null || of == null) {
        findings.violation("M1", "a charge for no order: " + charge);
        continue;
      }
      findings.require(
          payment.captured() == charge.path("captured").asLong()
              && payment.charge.equals(charge.path("payment").asText()),
          "M1",
          "captured at the provider: %s; here %d by %s"
              .formatted(charge, payment.captured(), payment.charge));
      findings.require(
          charge.path("captured").asLong() == Placings.storedTotal(of)
              && charge
                  .path("currency")
                  .asText()
                  .toUpperCase(Locale.ROOT)
                  .equals(of.path("currency").asText()),
          "M6",
          "charged otherwise than ordered: " + charge + ", " + of);
    }
    return charged;
  }

  private static void refunds(
      Evidence evidence, Map<String, PaymentReplay> payments, Findings findings) {
    Map<String, Map<String, Long>> atProvider = new HashMap<>();
    Set<String> ids = new HashSet<>();
    for (JsonNode refund : evidence.provider().refunds()) {
      findings.looked("provider's refunds", 1);
      String order = refund.path("order").asText();
      String id = refund.path("refund").asText();
      PaymentReplay payment = payments.get(order);
      findings.require(
          payment != null && payment.refundsTried.containsKey(id),
          "M9",
          "a refund that was never begun here: " + refund);
      behind(payment == null ? null : payment.refundsTried.get(id), refund, findings);
      findings.require(ids.add(order + " " + id), "M3", "given back twice: " + refund);
      // Its money is with us again, and so it is in the provider's charge.
      if (!refund.path("status").asText().equals("failed")) {
        atProvider
            .computeIfAbsent(order, _ -> new HashMap<>())
            .put(id, refund.path("amount").asLong());
      }
    }
    payments.forEach((order, payment) ->
        findings.require(
            payment.refundsDone.equals(atProvider.getOrDefault(order, Map.of())),
            "M2",
            "%s gave back %s here, %s at the provider"
                .formatted(order, payment.refundsDone, atProvider.get(order))));
  }

  private static void disputes(
      Evidence evidence, Map<String, PaymentReplay> payments, Findings findings) {
    Map<String, Map<String, Long>> atProvider = new HashMap<>();
    for (JsonNode dispute : evidence.provider().disputes()) {
      findings.looked("provider's disputes", 1);
      atProvider
          .computeIfAbsent(dispute.path("order").asText(), _ -> new HashMap<>())
          .put(dispute.path("id").asText(), dispute.path("taken").asLong());
    }
    payments.forEach((order, payment) ->
        findings.require(
            payment.disputes.equals(atProvider.getOrDefault(order, Map.of())),
            "M2",
            "%s is disputed as %s here, as %s at the provider"
                .formatted(order, payment.disputes, atProvider.get(order))));
  }

  /** What ended keeps no money: cancelled orders, and those of campaigns that came to nothing. */
  private static void ended(
      Evidence evidence,
      Map<String, OrderReplay> orders,
      Map<String, PaymentReplay> payments,
      Findings findings) {
    Map<String, CampaignReplay> campaigns = CampaignReplay.all(evidence);
    Map<String, Long> kept = new HashMap<>();
    for (JsonNode charge : evidence.provider().charges()) {
      kept.merge(
          charge.path("order").asText(),
          charge.path("captured").asLong() - charge.path("refunded").asLong(),
          Long::sum);
    }
    for (JsonNode dispute : evidence.provider().disputes()) {
      long taken = dispute.path("taken").asLong();
      // What was given back before may be taken once more.
      kept.merge(dispute.path("order").asText(), taken, (net, more) -> Math.max(0, net - more));
    }
    orders.forEach((id, order) -> {
      PaymentReplay payment = payments.get(id);
      boolean isLeftToPerson = payment != null && payment.isLeftToPerson();
      long net = isLeftToPerson ? 0 : kept.getOrDefault(id, 0L);
      findings.require(
          net == 0 || !OrderReplay.ENDED.contains(order.last()),
          "M4",
          "%s is %s, and %d are kept".formatted(id, order.last(), net));
      findings.require(
          payment == null || !payment.isBackWithCampaign() || !order.last().equals("confirmed"),
          "O6",
          id + " is confirmed, and its money went back with its campaign");
      CampaignReplay campaign = campaigns.get(order.campaign());
      String stage = campaign == null ? "absent" : campaign.last().stage();
      findings.require(
          net == 0 || !(stage.equals("unfunded") || stage.equals("cancelled")),
          "M5",
          "%s of a campaign that is %s, and %d are kept".formatted(id, stage, net));
      findings.looked("orders", 1);
    });
  }
}
