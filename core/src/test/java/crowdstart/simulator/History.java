package crowdstart.simulator;

import java.util.ArrayList;
import java.util.List;

/** What a number was, step by step. Between two steps it does not change. */
final class History {
  private final List<Point> points = new ArrayList<>();

  private record Point(int step, long value) {}

  History(long before) {
    points.add(new Point(0, before));
  }

  void add(int step, long value) {
    points.add(new Point(step, value));
  }

  long last() {
    return points.getLast().value();
  }

  /** The least that it was at any instant between two steps, both included. */
  long least(int from, int to) {
    long least = Long.MAX_VALUE;
    for (int i = points.size() - 1; i >= 0; i--) {
      if (points.get(i).step() <= to) {
        least = Math.min(least, points.get(i).value());
      }
      if (points.get(i).step() < from) {
        break;
      }
    }
    return least;
  }

  /** The most that it was at any instant between two steps, both included. */
  long most(int from, int to) {
    long most = Long.MIN_VALUE;
    for (int i = points.size() - 1; i >= 0; i--) {
      if (points.get(i).step() <= to) {
        most = Math.max(most, points.get(i).value());
      }
      if (points.get(i).step() < from) {
        break;
      }
    }
    return most;
  }
}
