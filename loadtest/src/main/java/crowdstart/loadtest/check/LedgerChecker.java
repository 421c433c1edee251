package crowdstart.loadtest.check;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The ledger balances at every prefix, and says what the payments' journal says. */
final class LedgerChecker implements Checker {
  /** From which account each kind of entry is posted (its amount is above zero there), to which. */
  private static final Map<String, Sides> SIDES =
      Map.of(
          "authorised", new Sides("backer", "pledge"),
          "released", new Sides("pledge", "backer"),
          "captured", new Sides("provider", "creator"),
          "fee", new Sides("creator", "provider"),
          "refunded", new Sides("creator", "provider"),
          "refund-failed", new Sides("provider", "creator"),
          "disputed", new Sides("creator", "provider"),
          "reinstated", new Sides("provider", "creator"),
          "dispute-fee", new Sides("creator", "provider"),
          "dispute-fee-returned", new Sides("provider", "creator"));

  private record Sides(String debit, String credit) {}

  @Override
  public String name() {
    return "ledger";
  }

  @Override
  public String promise() {
    return "double entry sums to zero at every prefix, one entry for each event of money (M2)";
  }

  @Override
  public void check(Evidence evidence, Findings findings) {
    List<JsonNode> postings = evidence.views().postings();
    findings.looked("postings", postings.size());
    Map<PaymentReplay.Posting, Integer> entries = new HashMap<>();
    Map<PaymentReplay.Posting, JsonNode> open = new HashMap<>();
    Map<String, long[]> sums = new HashMap<>();
    for (JsonNode posting : postings) {
      findings.require(
          isOnItsSide(posting), "M2", "a posting on the other side of its account: " + posting);
      PaymentReplay.Posting entry = entry(posting);
      JsonNode other = open.remove(entry);
      if (other == null) {
        open.put(entry, posting);
        continue;
      }
      findings.require(
          posting.path("amount").asLong() + other.path("amount").asLong() == 0
              && !posting.path("account").equals(other.path("account")),
          "M2",
          "not the two sides of an entry: " + other + ", " + posting);
      entries.merge(entry, 1, Integer::sum);
      add(sums.computeIfAbsent(posting.path("campaign").asText(), _ -> new long[6]), entry);
    }
    open.values().forEach(it -> findings.violation("M2", "a posting without its other side " + it));
    againstJournal(evidence, entries, findings);
    balances(evidence, sums, findings);
  }

  private static boolean isOnItsSide(JsonNode posting) {
    Sides sides = SIDES.get(posting.path("kind").asText());
    boolean isDebit = posting.path("amount").asLong() > 0;
    return sides != null
        && posting.path("account").asText().equals(isDebit ? sides.debit() : sides.credit());
  }

  private static PaymentReplay.Posting entry(JsonNode posting) {
    return new PaymentReplay.Posting(
        posting.path("order_id").asText(),
        posting.path("sequence_number").asLong(),
        posting.path("kind").asText(),
        Math.abs(posting.path("amount").asLong()));
  }

  private static void add(long[] sums, PaymentReplay.Posting entry) {
    switch (entry.kind()) {
      case "authorised" -> sums[0] += entry.amount();
      case "released" -> sums[0] -= entry.amount();
      case "captured" -> sums[1] += entry.amount();
      case "fee" -> sums[2] += entry.amount();
      case "refunded" -> sums[3] += entry.amount();
      case "refund-failed" -> sums[3] -= entry.amount();
      case "disputed" -> sums[4] += entry.amount();
      case "reinstated" -> sums[4] -= entry.amount();
      case "dispute-fee" -> sums[5] += entry.amount();
      case "dispute-fee-returned" -> sums[5] -= entry.amount();
      default -> {}
    }
  }

  private static void againstJournal(
      Evidence evidence, Map<PaymentReplay.Posting, Integer> entries, Findings findings) {
    Map<PaymentReplay.Posting, Integer> left = new HashMap<>(entries);
    for (PaymentReplay payment : PaymentReplay.all(evidence).values()) {
      for (PaymentReplay.Posting due : new ArrayList<>(payment.postings)) {
        findings.looked("events of money", 1);
        Integer count = left.remove(due);
        findings.require(count != null, "M2", "the ledger lacks " + due);
        findings.require(count == null || count == 1, "M2", "the ledger has twice " + due);
      }
    }
    left.keySet().forEach(it -> findings.violation("M2", "the ledger has, from no event, " + it));
  }

  private static void balances(Evidence evidence, Map<String, long[]> sums, Findings findings) {
    Map<String, long[]> left = new HashMap<>(sums);
    for (JsonNode balance : evidence.views().balances()) {
      long[] sum = left.remove(balance.path("campaign").asText());
      findings.looked("balances", 1);
      findings.require(
          sum != null
              && sum[0] == balance.path("authorised").asLong()
              && sum[1] == balance.path("captured").asLong()
              && sum[2] == balance.path("fees").asLong()
              && sum[3] == balance.path("refunded").asLong()
              && sum[4] == balance.path("disputed").asLong()
              && sum[5] == balance.path("dispute_fees").asLong(),
          "M2",
          "a balance is not what its postings sum to: " + balance);
    }
    left.keySet().forEach(it -> findings.violation("M2", "no balance for the postings of " + it));
  }
}
