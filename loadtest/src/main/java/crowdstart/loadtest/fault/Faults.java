package crowdstart.loadtest.fault;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Makes each fault happen, and knows the way back from it. */
final class Faults {
  private static final int LATE_MILLIS_MAX = 500;
  private static final int SLOW_BYTES_MIN = 200;
  private static final int SLOW_BYTES_STEP = 100;
  private static final int CUT_ONCE_IN_MAX = 20;
  private static final int FSYNC_MILLIS_MIN = 2;
  private static final int FSYNC_MILLIS_MAX = 100;
  private static final int CLOCK_SECONDS_MAX = 90;
  private static final double STRENGTHS = 100;

  private final Site site;
  private final DatabaseFaults database;
  private final ProviderFaults provider;

  Faults(Site site) {
    this.site = site;
    database = new DatabaseFaults(site.databaseUrl());
    provider = new ProviderFaults(site.sandbox());
  }

  /** Returns when it has begun. */
  Healing begin(Step step) throws Exception {
    return switch (step.kind()) {
      case KILL_NODE -> killed(List.of(step.node()));
      case KILL_TWO_NODES -> killed(List.of(step.node(), next(step.node())));
      case STOP_NODE -> heldDown(site.process(step.node()), "TERM");
      case KILL_SANDBOX -> heldDown(site.process(Place.SANDBOX), "KILL");
      case STOP_DATABASE_AT_ONCE -> heldDown(site.process(Place.DATABASE), "QUIT");
      case PAUSE_NODE -> paused(step.node());
      case PAUSE_DATABASE -> paused(Place.DATABASE);
      case PAUSE_SANDBOX -> paused(Place.SANDBOX);
      case PART_NODE -> {
        site.network().isolate(step.node());
        yield () -> site.network().rejoin(step.node());
      }
      case PART_NODE_FROM_NODES -> partedFromNodes(step.node());
      case PART_NODE_ONE_WAY -> cut(waysToOthers(step.node()));
      case PART_NODE_FROM_DATABASE -> cutFrom(step.node(), Route.Kind.TO_DATABASE);
      case PART_NODE_FROM_SANDBOX -> cutFrom(step.node(), Route.Kind.TO_SANDBOX);
      case LATE -> weather(step, new Weather.Late(share(step, 1, LATE_MILLIS_MAX), 50));
      case SLOW ->
          weather(step, new Weather.Slow(SLOW_BYTES_MIN + SLOW_BYTES_STEP * step.strength()));
      case RESET -> weather(step, new Weather.Reset());
      case HALF_OPEN -> weather(step, new Weather.HalfOpen());
      case ANSWERS_LOST -> weather(step, new Weather.AnswersLost());
      case CUT_SHORT -> weather(step, new Weather.CutShort(share(step, 1, CUT_ONCE_IN_MAX)));
      case KILL_BACKENDS -> database.killBackends(step.strength());
      case USE_UP_CONNECTIONS -> database.useUpConnections();
      case STALL_TRANSACTION -> database.stall(step.strength());
      case FULL_DISK -> {
        site.disk().fill();
        yield site.disk()::empty;
      }
      case SLOW_FSYNC ->
          shimmed(
              Place.DATABASE,
              Duration.ZERO,
              Duration.ofMillis(share(step, FSYNC_MILLIS_MIN, FSYNC_MILLIS_MAX)));
      case CLOCK_AHEAD -> shimmed(step.node(), clockOffset(step), Duration.ZERO);
      case CLOCK_BEHIND -> shimmed(step.node(), clockOffset(step).negated(), Duration.ZERO);
      case PROVIDER_ERRORS, PROVIDER_SILENT, PROVIDER_WEBHOOKS, PROVIDER_FORGETS ->
          provider.begin(step.kind(), step.strength());
      case HOSTILE_CLIENTS -> RudeClients.begin(site.clients(step.node()));
    };
  }

  private static int share(Step step, int least, int most) {
    return least + (int) (step.strength() / STRENGTHS * (most - least));
  }

  /** Longer than a hold lasts; a hold taken by a clock that is ahead lasts so much longer. */
  private static Duration clockOffset(Step step) {
    double share = step.strength() / STRENGTHS;
    return Duration.ofSeconds(1 + (long) (share * share * CLOCK_SECONDS_MAX));
  }

  private static Place next(Place node) {
    return Place.NODES.get(node.number() % Place.NODES.size());
  }

  private Healing killed(List<Place> nodes) throws Exception {
    List<Healing> healings = new ArrayList<>();
    try {
      for (Place node : nodes) {
        healings.add(heldDown(site.process(node), "KILL"));
      }
    } catch (IllegalStateException notAll) {
      all(healings).heal();
      throw notAll;
    }
    return all(healings);
  }

  private static Healing heldDown(Supervised process, String signal) {
    if (!process.holdDown(signal)) {
      process.release();
      throw new IllegalStateException(
          process.name() + " was down already, or did not end by " + signal);
    }
    return process::release;
  }

  /** Its children too: PostgreSQL is many processes. */
  private Healing paused(Place place) {
    Supervised process = site.process(place);
    long pid = process.pid();
    List<Long> children =
        ProcessHandle.of(pid).stream()
            .flatMap(ProcessHandle::descendants)
            .map(ProcessHandle::pid)
            .toList();
    if (!process.signal("STOP")) {
      throw new IllegalStateException(process.name() + " was down already");
    }
    signal(children, "STOP");
    return () -> {
      signal(children, "CONT");
      process.signal("CONT");
    };
  }

  private static void signal(List<Long> pids, String signal) {
    for (long pid : pids) {
      // One that has ended meanwhile is no harm.
      Shell.works("kill", "-" + signal, Long.toString(pid));
    }
  }

  /** A way that packets take: from a place to an address. */
  private record Way(Place from, String address) {}

  private List<Way> waysToOthers(Place node) {
    List<Way> ways = new ArrayList<>();
    for (Place other : Place.NODES) {
      if (other != node) {
        ways.addAll(ways(node, other));
      }
    }
    return ways;
  }

  private List<Way> ways(Place from, Place to) {
    return List.of(
        new Way(from, site.network().address(to)),
        new Way(from, site.network().address(new Route(Route.Kind.BETWEEN_NODES, to))));
  }

  private Healing partedFromNodes(Place node) {
    List<Way> ways = new ArrayList<>(waysToOthers(node));
    for (Place other : Place.NODES) {
      if (other != node) {
        ways.addAll(ways(other, node));
      }
    }
    return cut(ways);
  }

  private Healing cutFrom(Place node, Route.Kind kind) {
    return cut(List.of(new Way(node, site.network().address(new Route(kind, node)))));
  }

  private Healing cut(List<Way> ways) {
    ways.forEach(way -> site.network().cut(way.from(), way.address()));
    return () -> ways.forEach(way -> site.network().mend(way.from(), way.address()));
  }

  private Healing weather(Step step, Weather weather) {
    FaultProxy proxy =
        site.proxy(step.route())
            .orElseThrow(() -> new IllegalStateException("no proxy on " + step.target()));
    proxy.become(weather);
    return () -> proxy.become(new Weather.Clear());
  }

  private Healing shimmed(Place place, Duration clockOffset, Duration fsyncDelay) {
    Shim shim = site.shim().orElseThrow();
    shim.set(place, clockOffset, fsyncDelay);
    return () -> shim.set(place, Duration.ZERO, Duration.ZERO);
  }

  private static Healing all(List<Healing> healings) {
    return () -> {
      for (Healing healing : healings) {
        healing.heal();
      }
    };
  }
}
