package crowdstart.loadtest.fault;

import crowdstart.loadtest.fault.FaultKind.Lane;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;

/** Which faults, when. The same seed makes the same one. */
record FaultSchedule(List<Step> steps) {
  /** After the beginning, so that there is something to break. */
  private static final double FIRST_AT = 5;

  /** After a fault of a whole process: for the others to take over, and for it to come back. */
  private static final double BODY_PAUSE = 9;

  private static final double EDGE_PAUSE_MIN = 0.5;
  private static final double EDGE_PAUSE_MORE = 1.5;
  private static final int STRENGTHS = 100;

  /** A pause is short more often than long. */
  private static final double LENGTHS_SHORT = 2;

  FaultSchedule {
    steps = List.copyOf(steps);
  }

  static FaultSchedule of(long seed, double seconds, List<FaultKind> possible) {
    Random random = new Random(seed);
    List<Step> steps = new ArrayList<>();
    for (Lane lane : Lane.values()) {
      List<FaultKind> kinds = FaultKind.of(lane).stream().filter(possible::contains).toList();
      steps.addAll(of(random, lane, seconds, kinds));
    }
    steps.sort(Comparator.comparingDouble(Step::at));
    return new FaultSchedule(steps);
  }

  /** Every kind once, in some order, and then all of them again. */
  private static List<Step> of(Random random, Lane lane, double seconds, List<FaultKind> kinds) {
    List<Step> steps = new ArrayList<>();
    List<FaultKind> left = new ArrayList<>();
    double at = FIRST_AT;
    while (!kinds.isEmpty()) {
      if (left.isEmpty()) {
        left.addAll(kinds);
        Collections.shuffle(left, random);
      }
      Step step = step(random, at, left.removeLast());
      if (step.at() + step.lasts() > seconds) {
        break;
      }
      steps.add(step);
      at += step.lasts() + pause(random, lane);
    }
    return steps;
  }

  private static Step step(Random random, double at, FaultKind kind) {
    double share = Math.pow(random.nextDouble(), LENGTHS_SHORT);
    double lasts = kind.secondsMin() + share * (kind.secondsMax() - kind.secondsMin());
    return new Step(
        tenths(at), tenths(lasts), kind, target(random, kind), random.nextInt(STRENGTHS));
  }

  private static double tenths(double seconds) {
    return Math.round(seconds * 10) / 10.0;
  }

  private static String target(Random random, FaultKind kind) {
    return switch (kind.aim()) {
      case NOTHING -> Step.NO_TARGET;
      case NODE -> any(random, Place.NODES).label();
      case ROUTE -> any(random, Route.all()).label();
    };
  }

  private static <T> T any(Random random, List<T> some) {
    return some.get(random.nextInt(some.size()));
  }

  private static double pause(Random random, Lane lane) {
    return switch (lane) {
      case BODY -> BODY_PAUSE;
      case EDGE -> EDGE_PAUSE_MIN + random.nextDouble() * EDGE_PAUSE_MORE;
    };
  }

  List<Step> of(Lane lane) {
    return steps.stream().filter(step -> step.kind().lane() == lane).toList();
  }

  /** A line for each step. */
  String text() {
    return steps.stream().map(Step::line).collect(Collectors.joining("\n", "", "\n"));
  }

  static FaultSchedule parse(List<String> lines) {
    return new FaultSchedule(
        lines.stream()
            .filter(line -> !line.isBlank() && !line.startsWith("#"))
            .map(Step::parse)
            .toList());
  }
}
