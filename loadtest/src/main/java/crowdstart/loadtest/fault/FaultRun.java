package crowdstart.loadtest.fault;

import crowdstart.loadtest.fault.FaultKind.Lane;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Goes through a schedule on a site that is at work. */
final class FaultRun {
  /**
   * Before a fault of a whole process, all nodes are to be ready again, or nearly all after a
   * while.
   */
  private static final Duration WHOLE_WAIT_MAX = Duration.ofSeconds(40);

  /** After this even a cluster that has not come back meets the next fault. */
  private static final Duration ANY_WAIT_MAX = Duration.ofMinutes(2);

  private static final long LOOK_MILLIS = 250;

  private final Site site;
  private final Faults faults;
  private final Recovery recovery;
  private final FaultSchedule schedule;
  private final long began = System.nanoTime();
  private final Map<Family, Integer> begun = new EnumMap<>(Family.class);
  private final Map<FaultKind, Integer> kinds = new EnumMap<>(FaultKind.class);
  private final List<String> failed = Collections.synchronizedList(new ArrayList<>());
  private final List<Thread> asking = Collections.synchronizedList(new ArrayList<>());
  private int left;

  /**
   * What was done.
   *
   * @param kinds how often each
   * @param left how many steps there was no time for
   * @param failed what the harness could not do, or undo: a run with any proves nothing
   */
  record Done(
      Map<Family, Integer> families, Map<FaultKind, Integer> kinds, int left, List<String> failed) {
    int faults() {
      return families.values().stream().mapToInt(Integer::intValue).sum();
    }
  }

  FaultRun(Site site, Recovery recovery, FaultSchedule schedule) {
    this.site = site;
    this.recovery = recovery;
    this.schedule = schedule;
    faults = new Faults(site);
  }

  /** Blocks until the schedule or the time is over, and everything is healed. */
  Done run(Duration most) throws InterruptedException {
    List<Thread> lanes = new ArrayList<>();
    for (Lane lane : Lane.values()) {
      lanes.add(
          Thread.ofPlatform()
              .name("lane-" + lane.name().toLowerCase(Locale.ROOT))
              .start(() -> runLane(lane, most)));
    }
    for (Thread lane : lanes) {
      lane.join();
    }
    for (Thread each : List.copyOf(asking)) {
      each.join();
    }
    return new Done(begun, kinds, left, List.copyOf(failed));
  }

  private void runLane(Lane lane, Duration most) {
    try {
      for (Step step : schedule.of(lane)) {
        sleepUntil(step.at());
        if (lane == Lane.BODY) {
          awaitWhole(most);
        }
        if (seconds() + step.lasts() > most.toSeconds()) {
          skip();
        } else {
          happen(step);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void happen(Step step) throws InterruptedException {
    Healing healing;
    say(step, "begins");
    try {
      healing = faults.begin(step);
    } catch (InterruptedException e) {
      throw e;
    } catch (Exception notBegun) {
      // Often because another fault is under way, such as a database that takes no connection.
      say(step, "could not begin: " + notBegun.getMessage());
      return;
    }
    count(step.kind());
    if (step.kind() == FaultKind.KILL_NODE) {
      asking.add(recovery.begin(survivors(step.node())));
    }
    Thread.sleep((long) (step.lasts() * 1_000));
    try {
      healing.heal();
    } catch (InterruptedException e) {
      throw e;
    } catch (Exception notHealed) {
      failed.add(step.line().strip() + " could not be healed: " + notHealed);
    }
    say(step, "is healed");
  }

  private List<URI> survivors(Place killed) {
    return Place.NODES.stream().filter(node -> node != killed).map(site::direct).toList();
  }

  private void awaitWhole(Duration most) throws InterruptedException {
    double from = seconds();
    while (seconds() < most.toSeconds()) {
      int ready = site.health().ready().size();
      double waited = seconds() - from;
      boolean isEnough =
          ready == Place.NODES.size()
              || (ready == Place.NODES.size() - 1 && waited > WHOLE_WAIT_MAX.toSeconds())
              || waited > ANY_WAIT_MAX.toSeconds();
      if (isEnough) {
        return;
      }
      Thread.sleep(LOOK_MILLIS);
    }
  }

  private void sleepUntil(double second) throws InterruptedException {
    Thread.sleep(Math.max(0, (long) ((second - seconds()) * 1_000)));
  }

  private double seconds() {
    return (System.nanoTime() - began) / 1e9;
  }

  private synchronized void count(FaultKind kind) {
    begun.merge(kind.family(), 1, Integer::sum);
    kinds.merge(kind, 1, Integer::sum);
  }

  private synchronized void skip() {
    left++;
  }

  private void say(Step step, String what) {
    System.out.printf(
        Locale.ROOT,
        "%7.1f s  %-24s %-28s %s%n",
        seconds(),
        step.kind().label(),
        step.target(),
        what);
  }
}
