package crowdstart.loadtest.check;

import com.fasterxml.jackson.databind.JsonNode;
import crowdstart.loadtest.history.Kind;
import crowdstart.loadtest.history.Operation;
import java.util.HashMap;
import java.util.Map;

/** Totals never go back, and each is what the journal comes to at its version. */
final class StatsChecker implements Checker {
  private record Watched(int client, String campaign) {}

  private record Seen(long version, long opened) {}

  @Override
  public String name() {
    return "stats";
  }

  @Override
  public String promise() {
    return "totals monotone for each watcher, equal to the journal at their version (R1 R2)";
  }

  @Override
  public void check(Evidence evidence, Findings findings) {
    Map<String, CampaignReplay> replays = CampaignReplay.all(evidence);
    Map<String, CommitTimes> times = CommitTimes.all(evidence);
    Map<Watched, Seen> versions = new HashMap<>();
    long settledAt = evidence.settledAt();
    for (Operation it : evidence.operations()) {
      boolean isWatch = it.kind() == Kind.WATCH_STATS;
      if (!it.isDone() || !(isWatch || it.kind() == Kind.READ_STATS)) {
        continue;
      }
      CampaignReplay replay = replays.get(it.subject());
      CommitTimes of = times.get(it.subject());
      long version = it.answer().path("version").asLong();
      if (replay == null || of == null || version < 1 || version > replay.versions()) {
        findings.violation("R1", "totals of a version that is not: " + it + " " + it.answer());
        continue;
      }
      findings.looked(isWatch ? "events" : "reads", 1);
      findings.require(
          isEqual(it.answer(), replay.behind(version)),
          "R1",
          "%s told %s, the journal comes to %s".formatted(it, it.answer(), replay.behind(version)));
      if (isWatch) {
        Seen before =
            versions.put(new Watched(it.client(), it.subject()), new Seen(version, it.invoked()));
        // Who comes without an id has seen nothing, as far as the stream can know.
        boolean isAnew =
            it.asked().isEmpty() && (before == null || before.opened() != it.invoked());
        findings.require(
            isAnew || before == null || version >= before.version(),
            "R2",
            "%s went back to version %d from %s".formatted(it, version, before));
      } else {
        findings.require(
            version == replay.versions() || of.latest(version + 1) >= it.invoked(),
            "R1",
            "%s told version %d, and %d was known before".formatted(it, version, version + 1));
        if (it.invoked() >= settledAt) {
          findings.looked("reads at rest", 1);
          findings.require(
              version == replay.versions(),
              "R1",
              "%s told version %d at rest, the journal has %d"
                  .formatted(it, version, replay.versions()));
        }
      }
    }
  }

  private static boolean isEqual(JsonNode told, Totals replayed) {
    boolean isEqual =
        told.path("state").asText().equals(replayed.stage())
            && told.path("pledged").asLong() == replayed.pledged()
            && told.path("held").asLong() == replayed.held()
            && told.path("backers").asLong() == replayed.backers()
            && told.path("orders").asLong() == replayed.orders()
            && told.path("tiers").size() == replayed.tiers().size();
    for (int i = 0; isEqual && i < replayed.tiers().size(); i++) {
      Totals.Units units = replayed.tiers().get(i);
      JsonNode tier = told.path("tiers").path(i);
      isEqual =
          tier.path("id").asText().equals(units.tier())
              && tier.path("held").asLong() == units.held()
              && tier.path("sold").asLong() == units.sold()
              && tier.path("orders").asLong() == units.orders()
              && (units.limit() < 0 || tier.path("remaining").asLong() == units.remaining());
    }
    return isEqual;
  }
}
