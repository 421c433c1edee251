package crowdstart.loadtest.check;

import crowdstart.loadtest.history.Kind;
import crowdstart.loadtest.history.Operation;
import java.util.Map;

/** Nobody is told "sold out" while what they asked for was there all the time. */
final class SoldOutChecker implements Checker {
  @Override
  public String name() {
    return "sold-out";
  }

  @Override
  public String promise() {
    return "each sold-out was true at some instant between question and answer (S4)";
  }

  @Override
  public void check(Evidence evidence, Findings findings) {
    Map<String, CampaignReplay> replays = CampaignReplay.all(evidence);
    Map<String, CommitTimes> times = CommitTimes.all(evidence);
    evidence
        .of(Kind.PLACE_ORDER)
        .filter(it -> it.refusal().equals("sold-out"))
        .forEach(refused -> {
          findings.looked("sold-out answers", 1);
          CampaignReplay replay = replays.get(refused.subject());
          CommitTimes of = times.get(refused.subject());
          if (replay == null || of == null) {
            findings.violation("S4", "sold out of a campaign that is not: " + refused);
          } else if (!isTrue(refused, replay, of)) {
            findings.violation(
                "S4",
                "asked for %s, and there was enough at any time: %s"
                    .formatted(Placings.units(Placings.body(refused)), refused));
          }
        });
    findings.looked("campaigns", replays.size());
  }

  private static boolean isTrue(Operation refused, CampaignReplay replay, CommitTimes times) {
    Map<String, Long> asked = Placings.units(Placings.body(refused));
    for (long version = 1; version <= replay.versions(); version++) {
      // Behind this row and until the next one, or while the row was decided: not before all that
      // is in it was asked for.
      boolean mayBeBehind =
          times.earliest(version) <= refused.completed()
              && times.latest(version + 1) >= refused.invoked();
      boolean mayBeWithin =
          times.earliest(version) <= refused.completed()
              && times.latest(version) >= refused.invoked();
      if ((mayBeBehind && replay.behind(version).lacks(asked))
          || (mayBeWithin
              && replay.within(version).stream().anyMatch(totals -> totals.lacks(asked)))) {
        return true;
      }
    }
    return false;
  }
}
