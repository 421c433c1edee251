package crowdstart.loadtest.client;

import crowdstart.loadtest.measure.Schedule;

/** When the next request goes out. */
public sealed interface Pace {
  /** As soon as the connection's previous answer is in: finds the most that the server can do. */
  record Saturate(double seconds) implements Pace {}

  /** At its appointed time, whatever became of the requests before. */
  record OpenLoop(Schedule schedule) implements Pace {}

  /** How long requests go out, in seconds. */
  default double lasts() {
    return switch (this) {
      case Saturate(double seconds) -> seconds;
      case OpenLoop(Schedule schedule) -> schedule.seconds();
    };
  }
}
