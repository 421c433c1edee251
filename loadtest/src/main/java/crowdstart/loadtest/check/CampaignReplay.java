package crowdstart.loadtest.check;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A campaign's journal, replayed by rules written for this purpose: what the totals are behind each
 * row and each move in it, and what in it cannot be.
 */
final class CampaignReplay {
  /** One hold, open or sold. */
  private record Hold(String backer, List<Line> lines, boolean isConfirmed) {}

  private record Line(String tier, long quantity, long price) {}

  private record Tier(long price, long limit, long perBackerLimit) {}

  /** How a hold ended, and in which row; it may have been placed again later. */
  record End(char how, long version) {}

  private final Findings findings;
  private final String campaign;
  private final Map<String, Tier> tiers = new LinkedHashMap<>();
  private final Map<String, Hold> holds = new HashMap<>();
  private final Map<String, long[]> counts = new HashMap<>();
  private final Map<String, Map<String, Long>> unitsOfBackers = new HashMap<>();
  private final Map<String, Integer> ordersOfBackers = new HashMap<>();
  private final List<Totals> behindRows = new ArrayList<>();
  private final List<List<Totals>> withinRows = new ArrayList<>();
  private final Map<String, List<End>> ends = new HashMap<>();
  private String stage = "absent";
  private long version;
  private int moves;

  private static final int HELD = 0;
  private static final int SOLD = 1;
  private static final int HELD_AMOUNT = 2;
  private static final int SOLD_AMOUNT = 3;
  private static final int ORDERS = 4;

  private CampaignReplay(String campaign, Findings findings) {
    this.campaign = campaign;
    this.findings = findings;
  }

  static CampaignReplay of(String campaign, List<Row> rows, Findings findings) {
    CampaignReplay replay = new CampaignReplay(campaign, findings);
    rows.forEach(replay::row);
    return replay;
  }

  /** Of all campaigns, for those who do not ask what is wrong. */
  static Map<String, CampaignReplay> all(Evidence evidence) {
    Map<String, CampaignReplay> all = new LinkedHashMap<>();
    evidence
        .campaigns()
        .entities("campaign")
        .forEach((id, rows) -> all.put(id, of(id, rows, new Findings())));
    return all;
  }

  /** Behind the row of a version, which begins at 1. */
  Totals behind(long ofVersion) {
    return behindRows.get((int) ofVersion - 1);
  }

  Totals last() {
    return behindRows.getLast();
  }

  long versions() {
    return behindRows.size();
  }

  /** Within the row of a version, behind each of its moves. */
  List<Totals> within(long ofVersion) {
    return withinRows.get((int) ofVersion - 1);
  }

  int moves() {
    return moves;
  }

  /** Orders with an open hold, and those with a sold one. */
  List<String> ordersHolding(boolean isConfirmed) {
    return holds.entrySet().stream()
        .filter(it -> it.getValue().isConfirmed() == isConfirmed)
        .map(Map.Entry::getKey)
        .toList();
  }

  List<End> ends(String order) {
    return ends.getOrDefault(order, List.of());
  }

  private void row(Row row) {
    version++;
    List<Totals> within = new ArrayList<>();
    if (row.is("campaign-created") || row.is("campaign-edited")) {
      details(row.event().path("details"));
      stage = stage.equals("absent") ? "draft" : stage;
    } else if (row.is("campaign-launched")) {
      stage = "live";
    } else if (row.is("campaign-closed")) {
      stage = row.event().path("outcome").asText();
    } else if (row.is("stock-moved")) {
      moved(row, within);
    } else {
      wrong("H2", "an unknown event " + row.form());
    }
    behindRows.add(totals());
    withinRows.add(within);
  }

  private void details(JsonNode details) {
    tiers.keySet().removeIf(_ -> !stage.equals("live")); // A draft may have quite other tiers.
    for (JsonNode tier : details.path("tiers")) {
      tiers.put(
          tier.path("id").asText(),
          new Tier(
              tier.path("price").asLong(),
              tier.path("limit").asLong(-1),
              tier.path("perBackerLimit").asLong(-1)));
    }
  }

  private void moved(Row row, List<Totals> within) {
    JsonNode event = row.event();
    String kinds = event.path("kinds").asText();
    int hold = 0;
    int line = 0;
    for (int i = 0; i < kinds.length(); i++) {
      moves++;
      String order = event.path("orders").path(i).asText();
      if (kinds.charAt(i) == 'h') {
        List<Line> lines = new ArrayList<>();
        for (int end = line + event.path("lineCounts").path(hold).asInt(); line < end; line++) {
          JsonNode offer = event.path("offers").path(event.path("lineOffers").path(line).asInt());
          lines.add(
              new Line(
                  offer.path("tier").asText(),
                  event.path("lineQuantities").path(line).asLong(),
                  offer.path("price").asLong()));
        }
        hold(order, new Hold(event.path("backers").path(hold).asText(), lines, false));
        hold++;
      } else {
        end(order, kinds.charAt(i));
      }
      within.add(totals());
    }
    compare(event.path("totals"));
  }

  private void hold(String order, Hold hold) {
    if (!stage.equals("live")) {
      wrong("C2", order + " is held while the campaign is " + stage);
    }
    if (holds.putIfAbsent(order, hold) != null) {
      wrong("S3", order + " is held twice");
      return;
    }
    for (Line line : hold.lines()) {
      Tier tier = tiers.get(line.tier());
      if (tier == null) {
        wrong("S1", order + " holds of an unknown tier " + line.tier());
        continue;
      }
      if (tier.price() != line.price()) {
        wrong("S7", "%s holds at %d, the price is %d".formatted(order, line.price(), tier.price()));
      }
      add(line.tier(), HELD, line.quantity());
      add(line.tier(), HELD_AMOUNT, line.quantity() * line.price());
      long taken = count(line.tier())[HELD] + count(line.tier())[SOLD];
      if (tier.limit() >= 0 && taken > tier.limit()) {
        wrong("S1", "%d of %d %s are taken".formatted(taken, tier.limit(), line.tier()));
      }
      long has = backer(hold, line, line.quantity());
      if (tier.perBackerLimit() >= 0 && has > tier.perBackerLimit()) {
        wrong("S1", "a backer has %d of %d %s".formatted(has, tier.perBackerLimit(), line.tier()));
      }
    }
    orders(hold, 1);
  }

  private void end(String order, char how) {
    Hold hold = holds.get(order);
    if (hold == null) {
      wrong("S3", "%s has no hold, and yet the move '%s'".formatted(order, how));
      return;
    }
    ends.computeIfAbsent(order, _ -> new ArrayList<>()).add(new End(how, version));
    switch (how) {
      case 'c' -> {
        if (hold.isConfirmed()) {
          wrong("S3", order + " is confirmed twice");
        }
        holds.put(order, new Hold(hold.backer(), hold.lines(), true));
        hold.lines()
            .forEach(line -> {
              take(hold, line);
              add(line.tier(), SOLD, line.quantity());
              add(line.tier(), SOLD_AMOUNT, line.quantity() * line.price());
            });
      }
      case 'r', 'e' -> {
        if (how == 'e' && hold.isConfirmed()) {
          wrong("S5", order + " was sold, and yet expires");
        }
        holds.remove(order);
        hold.lines()
            .forEach(line -> {
              take(hold, line);
              backer(hold, line, -line.quantity());
            });
        orders(hold, -1);
      }
      case 'f' -> {
        if (!hold.isConfirmed()) {
          wrong("S3", order + " is not sold, and yet forgotten");
        }
        holds.remove(order);
      }
      default -> wrong("H2", "an unknown move " + how);
    }
  }

  private void take(Hold hold, Line line) {
    add(line.tier(), hold.isConfirmed() ? SOLD : HELD, -line.quantity());
    add(
        line.tier(),
        hold.isConfirmed() ? SOLD_AMOUNT : HELD_AMOUNT,
        -line.quantity() * line.price());
  }

  private void orders(Hold hold, int more) {
    hold.lines().stream().map(Line::tier).distinct().forEach(tier -> add(tier, ORDERS, more));
    ordersOfBackers.merge(hold.backer(), more, Integer::sum);
    if (ordersOfBackers.getOrDefault(hold.backer(), 0) == 0) {
      ordersOfBackers.remove(hold.backer());
    }
  }

  private long backer(Hold hold, Line line, long more) {
    return unitsOfBackers
        .computeIfAbsent(hold.backer(), _ -> new HashMap<>())
        .merge(line.tier(), more, Long::sum);
  }

  private void compare(JsonNode told) {
    if (told.isMissingNode()) {
      return;
    }
    Totals replayed = totals();
    boolean isEqual =
        told.path("orders").asLong() == replayed.orders()
            && told.path("backers").asLong() == replayed.backers();
    for (int i = 0; i < told.path("tiers").size(); i++) {
      Totals.Units units = replayed.tiers().get(i);
      JsonNode of = told.path("tiers").path(i);
      isEqual &=
          of.path("held").asLong() == units.held() && of.path("sold").asLong() == units.sold();
    }
    if (!isEqual) {
      wrong("H1", "stored totals " + told + ", replayed " + replayed);
    }
  }

  private Totals totals() {
    long pledged = 0;
    long held = 0;
    List<Totals.Units> units = new ArrayList<>();
    for (Map.Entry<String, Tier> tier : tiers.entrySet()) {
      long[] count = count(tier.getKey());
      pledged += count[SOLD_AMOUNT];
      held += count[HELD_AMOUNT];
      units.add(
          new Totals.Units(
              tier.getKey(), tier.getValue().limit(), count[HELD], count[SOLD], count[ORDERS]));
    }
    long orders = ordersOfBackers.values().stream().mapToLong(Integer::longValue).sum();
    return new Totals(stage, pledged, held, ordersOfBackers.size(), orders, units);
  }

  private long[] count(String tier) {
    return counts.computeIfAbsent(tier, _ -> new long[ORDERS + 1]);
  }

  private void add(String tier, int which, long more) {
    count(tier)[which] += more;
  }

  private void wrong(String id, String text) {
    findings.violation(id, "campaign " + campaign + " version " + version + ": " + text);
  }
}
