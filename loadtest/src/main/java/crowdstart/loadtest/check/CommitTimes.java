package crowdstart.loadtest.check;

import com.fasterxml.jackson.databind.JsonNode;
import crowdstart.loadtest.history.Operation;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * When each row of a campaign's journal was committed, as far as the clients can know: not before
 * what caused it was asked for, and not after somebody was told of it. On the clock of the run, so
 * that no node's clock is trusted.
 */
final class CommitTimes {
  private final long[] earliest;
  private final long[] latest;

  private CommitTimes(int versions) {
    earliest = new long[versions + 2];
    latest = new long[versions + 2];
    Arrays.fill(latest, Long.MAX_VALUE);
  }

  static Map<String, CommitTimes> all(Evidence evidence) {
    Clues clues = new Clues(evidence);
    Map<String, CommitTimes> all = new HashMap<>();
    evidence
        .campaigns()
        .entities("campaign")
        .forEach((id, rows) -> all.put(id, clues.times(id, rows)));
    return all;
  }

  /** It was committed no earlier; version 0 stands for the beginning. */
  long earliest(long version) {
    return earliest[(int) version];
  }

  /** It was committed no later; one version beyond the last stands for the end. */
  long latest(long version) {
    return latest[(int) version];
  }

  private void spread() {
    for (int i = 1; i < earliest.length; i++) {
      earliest[i] = Math.max(earliest[i], earliest[i - 1]);
    }
    for (int i = latest.length - 2; i >= 0; i--) {
      latest[i] = Math.min(latest[i], latest[i + 1]);
    }
  }

  /** What the clients' histories say about single orders and versions. */
  private static final class Clues {
    private final Map<String, Long> askedFirst = new HashMap<>();
    private final Map<String, Long> toldFirst = new HashMap<>();
    private final Map<String, Long> cancelAsked = new HashMap<>();
    private final Map<String, Long> cancelTold = new HashMap<>();
    private final Map<String, Long> cardGiven = new HashMap<>();
    private final Map<String, Map<Long, Long>> versionsSeen = new HashMap<>();

    Clues(Evidence evidence) {
      Map<Placings.KeyOf, Long> keyAsked = new HashMap<>();
      for (Operation it : evidence.operations()) {
        switch (it.kind()) {
          case PLACE_ORDER -> {
            keyAsked.merge(Placings.keyOf(it), it.invoked(), Math::min);
            if (it.isDone()) {
              toldFirst.merge(it.answer().path("id").asText(), it.completed(), Math::min);
            }
          }
          case CANCEL_ORDER -> {
            cancelAsked.merge(it.subject(), it.invoked(), Math::min);
            if (it.isDone()) {
              cancelTold.merge(it.subject(), it.completed(), Math::min);
            }
          }
          case SECURE_CARD -> cardGiven.merge(it.subject(), it.invoked(), Math::min);
          case READ_STATS, WATCH_STATS -> {
            if (it.isDone()) {
              versionsSeen
                  .computeIfAbsent(it.subject(), _ -> new HashMap<>())
                  .merge(it.answer().path("version").asLong(), it.completed(), Math::min);
            }
          }
          case CREATE_CAMPAIGN,
              LAUNCH_CAMPAIGN,
              CANCEL_CAMPAIGN,
              READ_CAMPAIGN,
              READ_ORDER,
              OPEN_PAYMENT,
              READ_PAYMENT,
              AUTHENTICATE,
              REFUND_ORDER,
              SETTLED -> {}
        }
      }
      for (List<Row> rows : evidence.orders().entities("order").values()) {
        JsonNode placed = rows.getFirst().event();
        Long asked = keyAsked.get(Placings.keyOf(placed));
        if (asked != null) {
          askedFirst.put(rows.getFirst().id(), asked);
        }
      }
    }

    CommitTimes times(String campaign, List<Row> rows) {
      CommitTimes times = new CommitTimes(rows.size());
      Map<Long, Long> seen = versionsSeen.getOrDefault(campaign, Map.of());
      for (int version = 1; version <= rows.size(); version++) {
        JsonNode event = rows.get(version - 1).event();
        String kinds = event.path("kinds").asText();
        times.latest[version] = seen.getOrDefault((long) version, Long.MAX_VALUE);
        for (int i = 0; i < kinds.length(); i++) {
          String order = event.path("orders").path(i).asText();
          switch (kinds.charAt(i)) {
            case 'h' -> times.between(version, askedFirst.get(order), toldFirst.get(order));
            case 'c' -> times.between(version, cardGiven.get(order), null);
            case 'r' -> {
              // Whoever has not asked to cancel may have been dropped for want of money.
              if (cancelAsked.containsKey(order)) {
                times.between(version, cancelAsked.get(order), cancelTold.get(order));
              }
            }
            default -> {}
          }
        }
      }
      times.spread();
      return times;
    }
  }

  private void between(int version, @Nullable Long asked, @Nullable Long told) {
    if (asked != null) {
      earliest[version] = Math.max(earliest[version], asked);
    }
    if (told != null) {
      latest[version] = Math.min(latest[version], told);
    }
  }
}
