package crowdstart.loadtest.check;

import com.fasterxml.jackson.databind.JsonNode;
import crowdstart.loadtest.history.Kind;
import crowdstart.loadtest.history.Operation;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** A campaign has one outcome, and it is the right one. */
final class OutcomeChecker implements Checker {
  @Override
  public String name() {
    return "outcomes";
  }

  @Override
  public String promise() {
    return "each campaign ends once, as its pledges say, called off only when asked (C1)";
  }

  @Override
  public void check(Evidence evidence, Findings findings) {
    Set<String> calledOff =
        evidence.of(Kind.CANCEL_CAMPAIGN).map(Operation::subject).collect(Collectors.toSet());
    Map<String, CampaignReplay> replays = CampaignReplay.all(evidence);
    evidence
        .campaigns()
        .entities("campaign")
        .forEach((id, rows) -> {
          List<Row> closings = rows.stream().filter(row -> row.is("campaign-closed")).toList();
          findings.looked("campaigns", 1);
          findings.looked("closings", closings.size());
          findings.require(
              closings.size() <= 1, "C1", id + " closed " + closings.size() + " times");
          CampaignReplay replay = replays.get(id);
          for (Row closing : closings) {
            if (replay != null) {
              closing(id, rows.getFirst().event(), closing, replay, calledOff, findings);
            }
          }
        });
    evidence
        .of(Kind.CANCEL_CAMPAIGN)
        .filter(Operation::isDone)
        .forEach(it -> {
          CampaignReplay replay = replays.get(it.subject());
          findings.require(
              replay != null && replay.last().stage().equals("cancelled"),
              "C1",
              "called off, and not cancelled: " + it);
        });
  }

  private static void closing(
      String id,
      JsonNode created,
      Row closing,
      CampaignReplay replay,
      Set<String> calledOff,
      Findings findings) {
    String outcome = closing.event().path("outcome").asText();
    long pledged = replay.behind(closing.sequence()).pledged();
    if (outcome.equals("cancelled")) {
      findings.require(calledOff.contains(id), "C1", id + " is called off, and nobody asked");
      return;
    }
    JsonNode details = created.path("details");
    boolean isFunded =
        details.path("fundingModel").asText().equals("all-or-nothing")
            ? pledged >= details.path("goal").asLong()
            : pledged > 0;
    findings.require(
        outcome.equals(isFunded ? "funded" : "unfunded"),
        "C1",
        "%s is %s with %d of %s".formatted(id, outcome, pledged, details.path("goal")));
  }
}
