package crowdstart.loadtest.check;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The standings of a payment in the order of its journal, and what its events mean in money. */
final class PaymentReplay {
  /**
   * How a payment stands, as its backer is told.
   *
   * @param captured in minor units
   * @param refunded in minor units
   */
  record Standing(String state, long captured, long refunded) {}

  /** What the ledger must say of one event: the amount that goes from one account to another. */
  record Posting(String order, long sequence, String kind, long amount) {}

  final List<Standing> standings = new ArrayList<>(List.of(new Standing("absent", 0, 0)));
  final List<Posting> postings = new ArrayList<>();
  final Map<String, Long> refundsDone = new HashMap<>();

  /** By the provider's id, what banks have taken. */
  final Map<String, Long> disputes = new HashMap<>();

  /** By what was begun, the transaction that says so. */
  final Map<String, Long> refundsTried = new HashMap<>();

  final Map<String, Long> chargesMade = new HashMap<>();
  String charge = "";
  boolean isChargeTried;
  private String state = "absent";
  private String ending = "";
  private boolean isGivenBack;
  private boolean isGivenUp;
  private long amount;
  private long authorised;
  private long captured;
  private long refunded;
  private long disputed;

  static PaymentReplay of(List<Row> rows, Findings findings) {
    PaymentReplay replay = new PaymentReplay();
    for (Row row : rows) {
      replay.row(row, findings);
      replay.standings.add(replay.standing());
    }
    return replay;
  }

  static Map<String, PaymentReplay> all(Evidence evidence) {
    Map<String, PaymentReplay> all = new TreeMap<>();
    evidence
        .payments()
        .entities("payment")
        .forEach((id, rows) -> all.put(id, of(rows, new Findings())));
    return all;
  }

  Standing last() {
    return standings.getLast();
  }

  long captured() {
    return captured;
  }

  /** Whether it has to go back, and only a person can still do that. */
  boolean isLeftToPerson() {
    return last().state().equals("refund_failed");
  }

  /** Whether all of it is back because the campaign ended. */
  boolean isBackWithCampaign() {
    return captured > 0
        && refunded == captured
        && refundsDone.keySet().stream().anyMatch(refund -> refund.startsWith("campaign-"));
  }

  private void row(Row row, Findings findings) {
    JsonNode event = row.event();
    switch (row.form().substring("payment-".length(), row.form().lastIndexOf('.'))) {
      case "opened" -> {
        state = "securing";
        amount = event.path("amount").asLong();
      }
      case "card-secured" -> state = state.equals("securing") ? "secured" : state;
      case "order-confirmed" -> {
        state = "pledged";
        authorised = amount;
        post(row, "authorised", amount);
      }
      case "charge-tried" -> {
        findings.require(
            state.equals("pledged") || state.equals("overdue"), "M1", row + " follows " + state);
        isChargeTried = true;
        state = "charging";
      }
      case "charge-made" -> chargesMade.put(event.path("charge").asText(), row.transaction());
      case "charge-failed" -> state = "overdue";
      case "captured" -> captured(row, findings);
      case "refund-tried" -> {
        refundsTried.put(event.path("refund").asText(), row.transaction());
        isGivenBack |= event.has("because");
        isGivenUp = false;
      }
      case "refunded" -> {
        refunded += event.path("amount").asLong();
        refundsDone.merge(event.path("refund").asText(), event.path("amount").asLong(), Long::sum);
        post(row, "refunded", event.path("amount").asLong());
        findings.require(refunded <= captured, "M3", row + ": more back than came");
      }
      case "refund-failed" -> refundFailed(row, findings);
      case "refund-given-up" -> isGivenUp = true;
      case "disputed" -> disputed(row);
      case "end-begun" -> {
        release(row);
        ending = event.path("why").asText();
        if (captured > 0) {
          isGivenBack = true;
        } else {
          state = "ending";
        }
      }
      case "ended" -> state = ending.equals("unpaid") ? "dropped" : "released";
      default -> {}
    }
  }

  private void captured(Row row, Findings findings) {
    findings.require(captured == 0, "M1", row + ": captured twice");
    findings.require(
        row.event().path("amount").asLong() == amount,
        "M6",
        row + ": captured " + row.event().path("amount") + " of " + amount);
    release(row);
    captured = row.event().path("amount").asLong();
    charge = row.event().path("charge").asText();
    state = "captured";
    post(row, "captured", captured);
    if (row.event().path("fee").asLong() > 0) {
      post(row, "fee", row.event().path("fee").asLong());
    }
  }

  /** Of what was never done, nothing comes back. */
  private void refundFailed(Row row, Findings findings) {
    long returned = row.event().path("returned").asLong();
    if (returned > 0) {
      Long done = refundsDone.remove(row.event().path("refund").asText());
      findings.require(
          done != null && done == returned, "M2", row + ": came back, and had not gone");
      refunded -= returned;
      post(row, "refund-failed", returned);
    }
  }

  /** What banks take is not there to be given back, and needs no person any more. */
  private void disputed(Row row) {
    long since = row.event().path("takenSince").asLong();
    long fee = row.event().path("feeSince").asLong();
    disputes.merge(row.event().path("dispute").asText(), since, Long::sum);
    disputed += since;
    move(row, since, "disputed", "reinstated");
    move(row, fee, "dispute-fee", "dispute-fee-returned");
    isGivenUp &= refunded + disputed < captured;
  }

  private void move(Row row, long amount, String there, String back) {
    if (amount != 0) {
      post(row, amount > 0 ? there : back, Math.abs(amount));
    }
  }

  private void release(Row row) {
    if (authorised > 0) {
      post(row, "released", authorised);
      authorised = 0;
    }
  }

  private void post(Row row, String kind, long of) {
    postings.add(new Posting(row.id(), row.sequence(), kind, of));
  }

  private Standing standing() {
    if (captured == 0) {
      return new Standing(state, 0, 0);
    }
    boolean isGone = isGivenBack && refunded + disputed >= captured;
    if (refunded == captured || isGone) {
      return new Standing("refunded", captured, refunded);
    }
    String back = isGivenUp ? "refund_failed" : "refunding";
    return new Standing(isGivenBack ? back : "captured", captured, refunded);
  }
}
