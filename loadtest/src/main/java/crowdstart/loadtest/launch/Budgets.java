package crowdstart.loadtest.launch;

import crowdstart.loadtest.launch.crowd.Outcome;
import crowdstart.loadtest.report.Claim;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Holds what was seen of a launch against what was promised. */
final class Budgets {
  /** The 99th percentile of all answers, from the rise to the end of the decay. */
  static final double P99_MILLIS_MAX = 200;

  /** How busy the machine must be, as a part of it, for an overloaded answer to be earned. */
  static final double BUSY = 0.9;

  /** Keep-alive ends and comes again; a moment's gap of this part of the crowd is no loss. */
  static final double GAP = 0.002;

  static final String LATENCY = "p99 of all answers";

  private static final double MICROS_PER_MILLI = 1_000;

  /** What is no fault: stock that was really gone, and what a browser sends again by itself. */
  private static final Set<String> EARNED = Set.of("sold-out", "resent");

  private static final String OVERLOADED = "overloaded";

  private Budgets() {}

  static List<Claim> claims(Launched run) {
    List<Claim> claims = new ArrayList<>();
    claims.add(connected(run));
    claims.add(served(run));
    claims.add(errors(run));
    claims.add(latency(run));
    claims.add(sold(run));
    claims.add(stored(run));
    return claims;
  }

  private static Claim connected(Launched run) {
    int wanted = run.plan().backers();
    int most = run.measured().values().stream().mapToInt(m -> m.connected).max().orElse(0);
    int least = run.measured().values().stream().mapToInt(m -> m.connected).min().orElse(0);
    return new Claim(
        "connected at once",
        "%,d".formatted(wanted),
        "%,d, at least %,d in every second".formatted(most, least),
        most == wanted && least >= wanted * (1 - GAP));
  }

  private static Claim served(Launched run) {
    int served = run.last().served;
    long never = outcome(run, Outcome.NEVER_ANSWERED) + outcome(run, Outcome.UNCONFIRMED);
    int open = run.last().unresolved;
    return new Claim(
        "all served",
        "every backer answered, every wish to an end",
        "%,d of %,d answered; %d wishes without an answer, %d without an end"
            .formatted(served, run.plan().backers(), never, open),
        served == run.plan().backers() && never == 0 && open == 0);
  }

  private static Claim errors(Launched run) {
    Map<String, Long> unearned = unearned(run);
    return new Claim(
        "errors",
        "none but sold-out and overloaded that were earned",
        unearned.isEmpty()
            ? "none (" + text(run.errors()) + ")"
            : text(unearned) + " (all: " + text(run.errors()) + ")",
        unearned.isEmpty());
  }

  /** A node may only be overloaded while the machine is busy. */
  static Map<String, Long> unearned(Launched run) {
    Map<String, Long> unearned = new TreeMap<>(run.errors());
    unearned.keySet().removeAll(EARNED);
    unearned.remove(OVERLOADED);
    int cores = Runtime.getRuntime().availableProcessors();
    run.moments()
        .forEach((second, moment) -> {
          long overloaded = moment.errors.getOrDefault(OVERLOADED, 0L);
          boolean isBusy =
              run.usage().subMap(second - 1, true, second + 1, true).values().stream()
                  .anyMatch(u -> u.cores().getOrDefault(Usage.MACHINE, 0.0) >= BUSY * cores);
          if (overloaded > 0 && !isBusy) {
            unearned.merge("overloaded while idle", overloaded, Long::sum);
          }
        });
    return unearned;
  }

  private static Claim latency(Launched run) {
    double p99 = run.latency().getValueAtPercentile(99) / MICROS_PER_MILLI;
    return new Claim(
        LATENCY,
        "under %.0f ms".formatted(P99_MILLIS_MAX),
        "%.1f ms over %,d answers from the rise to the end of the decay"
            .formatted(p99, run.latency().getTotalCount()),
        p99 < P99_MILLIS_MAX);
  }

  private static Claim sold(Launched run) {
    Stock stock = run.stock();
    return new Claim(
        "early birds sold",
        "exactly %,d, none held".formatted(run.plan().stock()),
        "%,d sold and %,d held".formatted(stock.sold(), stock.held()),
        stock.sold() == run.plan().stock() && stock.held() == 0);
  }

  /**
   * An order whose answer was lost may be stored without having been acknowledged, never the
   * reverse.
   */
  private static Claim stored(Launched run) {
    long acknowledged = run.ordersAcknowledged();
    long confirmed = outcome(run, Outcome.CONFIRMED);
    return new Claim(
        "orders stored",
        "every acknowledged and every confirmed one",
        "%,d acknowledged, %,d stored; %,d told confirmed, %,d stored as confirmed"
            .formatted(acknowledged, run.stock().orders(), confirmed, run.stock().confirmed()),
        run.stock().orders() == acknowledged && run.stock().confirmed() >= confirmed);
  }

  static long outcome(Launched run, Outcome outcome) {
    return run.moments().values().stream()
        .mapToLong(moment -> moment.outcomes.getOrDefault(outcome, 0L))
        .sum();
  }

  private static String text(Map<String, Long> errors) {
    return errors.isEmpty()
        ? "nothing refused"
        : errors.entrySet().stream()
            .map(entry -> "%,d %s".formatted(entry.getValue(), entry.getKey()))
            .collect(Collectors.joining(", "));
  }
}
