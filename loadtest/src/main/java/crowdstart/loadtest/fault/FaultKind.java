package crowdstart.loadtest.fault;

import static crowdstart.loadtest.fault.FaultKind.Lane.BODY;
import static crowdstart.loadtest.fault.FaultKind.Lane.EDGE;

import java.util.List;
import java.util.Locale;

/** Every fault there is. */
enum FaultKind {
  KILL_NODE(Family.KILL, BODY, Aim.NODE, 1, 5),
  KILL_TWO_NODES(Family.KILL, BODY, Aim.NODE, 1, 3),
  PAUSE_NODE(Family.PAUSE, BODY, Aim.NODE, 1, 30),
  PAUSE_DATABASE(Family.PAUSE, BODY, Aim.NOTHING, 1, 6),
  STOP_NODE(Family.RESTART, BODY, Aim.NODE, 1, 3),
  PART_NODE(Family.PARTITION, BODY, Aim.NODE, 3, 15),
  PART_NODE_FROM_NODES(Family.PARTITION, BODY, Aim.NODE, 3, 15),
  PART_NODE_ONE_WAY(Family.PARTITION, BODY, Aim.NODE, 3, 15),
  PART_NODE_FROM_DATABASE(Family.PARTITION, BODY, Aim.NODE, 2, 10),
  STOP_DATABASE_AT_ONCE(Family.DATABASE, BODY, Aim.NOTHING, 0, 3),
  FULL_DISK(Family.DISK, BODY, Aim.NOTHING, 2, 6),

  KILL_SANDBOX(Family.KILL, EDGE, Aim.NOTHING, 0, 2),
  PAUSE_SANDBOX(Family.PAUSE, EDGE, Aim.NOTHING, 1, 6),
  PART_NODE_FROM_SANDBOX(Family.PARTITION, EDGE, Aim.NODE, 2, 8),
  LATE(Family.WIRE, EDGE, Aim.ROUTE, 2, 6),
  SLOW(Family.WIRE, EDGE, Aim.ROUTE, 2, 5),
  RESET(Family.WIRE, EDGE, Aim.ROUTE, 0, 2),
  HALF_OPEN(Family.WIRE, EDGE, Aim.ROUTE, 2, 8),
  ANSWERS_LOST(Family.WIRE, EDGE, Aim.ROUTE, 1, 4),
  CUT_SHORT(Family.WIRE, EDGE, Aim.ROUTE, 2, 5),
  KILL_BACKENDS(Family.DATABASE, EDGE, Aim.NOTHING, 0, 1),
  USE_UP_CONNECTIONS(Family.DATABASE, EDGE, Aim.NOTHING, 2, 5),
  STALL_TRANSACTION(Family.DATABASE, EDGE, Aim.NOTHING, 2, 8),
  SLOW_FSYNC(Family.DISK, EDGE, Aim.NOTHING, 2, 6),
  CLOCK_AHEAD(Family.CLOCK, EDGE, Aim.NODE, 3, 8),
  CLOCK_BEHIND(Family.CLOCK, EDGE, Aim.NODE, 3, 8),
  PROVIDER_ERRORS(Family.PROVIDER, EDGE, Aim.NOTHING, 2, 6),
  PROVIDER_SILENT(Family.PROVIDER, EDGE, Aim.NOTHING, 2, 6),
  PROVIDER_WEBHOOKS(Family.PROVIDER, EDGE, Aim.NOTHING, 2, 6),
  PROVIDER_FORGETS(Family.PROVIDER, EDGE, Aim.NOTHING, 2, 6),
  HOSTILE_CLIENTS(Family.CLIENTS, EDGE, Aim.NODE, 2, 6);

  /** Faults of one lane follow each other; those of the two overlap. */
  enum Lane {
    /** Whole processes and their networks: after each, the cluster is given time to be whole. */
    BODY,
    /** What a cluster has to live with, in whatever state it is. */
    EDGE
  }

  /** What it is aimed at. */
  enum Aim {
    NOTHING,
    NODE,
    ROUTE
  }

  private final Family family;
  private final Lane lane;
  private final Aim aim;
  private final int secondsMin;
  private final int secondsMax;

  FaultKind(Family family, Lane lane, Aim aim, int secondsMin, int secondsMax) {
    this.family = family;
    this.lane = lane;
    this.aim = aim;
    this.secondsMin = secondsMin;
    this.secondsMax = secondsMax;
  }

  static List<FaultKind> of(Lane lane) {
    return List.of(values()).stream().filter(kind -> kind.lane == lane).toList();
  }

  /**
   * The one that is written so.
   *
   * @throws IllegalArgumentException when there is none
   */
  static FaultKind labelled(String label) {
    return List.of(values()).stream()
        .filter(kind -> kind.label().equals(label))
        .findAny()
        .orElseThrow(() -> new IllegalArgumentException("no fault is called " + label));
  }

  Family family() {
    return family;
  }

  Lane lane() {
    return lane;
  }

  Aim aim() {
    return aim;
  }

  int secondsMin() {
    return secondsMin;
  }

  int secondsMax() {
    return secondsMax;
  }

  /** Whether it can be had on this site. */
  boolean isPossible(Site site) {
    return switch (this) {
      case PART_NODE,
          PART_NODE_FROM_NODES,
          PART_NODE_ONE_WAY,
          PART_NODE_FROM_DATABASE,
          PART_NODE_FROM_SANDBOX ->
          site.network().canCut();
      case FULL_DISK -> site.disk().canBeFull();
      case SLOW_FSYNC, CLOCK_AHEAD, CLOCK_BEHIND -> site.shim().isPresent();
      case KILL_NODE,
          KILL_TWO_NODES,
          PAUSE_NODE,
          PAUSE_DATABASE,
          STOP_NODE,
          STOP_DATABASE_AT_ONCE,
          KILL_SANDBOX,
          PAUSE_SANDBOX,
          LATE,
          SLOW,
          RESET,
          HALF_OPEN,
          ANSWERS_LOST,
          CUT_SHORT,
          KILL_BACKENDS,
          USE_UP_CONNECTIONS,
          STALL_TRANSACTION,
          PROVIDER_ERRORS,
          PROVIDER_SILENT,
          PROVIDER_WEBHOOKS,
          PROVIDER_FORGETS,
          HOSTILE_CLIENTS ->
          true;
    };
  }

  /** As it is written in a schedule. */
  String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
