package crowdstart.loadtest.launch.crowd;

import com.fasterxml.jackson.annotation.JsonIgnore;
import crowdstart.loadtest.measure.Schedule;

/**
 * When backers want to order: a quiet hour, a hundredfold rise within a second, and six hours of
 * decay, all compressed alike. Afterwards a few stragglers take what lapsed holds have freed.
 *
 * <p>The decay is that of a large launch of 2015, of which two figures were published: half a
 * million dollars in the first 32 minutes, and 27,000 backers in six hours. At some 160 dollars
 * each the former are 3,100 backers, and an exponential through both points falls to 54 % of its
 * peak in six hours.
 *
 * @param peakRate orders wanted a second when the campaign has just launched
 * @param seconds the seven hours, compressed
 * @param stragglersSeconds how long stragglers come, at most
 */
public record LaunchShape(double peakRate, double seconds, double stragglersSeconds) {
  /** The rise, from the quiet hour to the launch. */
  public static final double RISE = 100;

  public static final double RISE_SECONDS = 1;

  /** What is left of the peak when six hours have gone by. */
  public static final double DECAYED_TO = 0.54;

  /** Stragglers, as a part of the peak. */
  public static final double STRAGGLERS = 0.02;

  private static final double HOURS = 7;

  /** The exponential is drawn in so many straight lines. */
  private static final int PIECES = 6;

  /** When the rise begins, in seconds from the start of the quiet hour. */
  @JsonIgnore
  public double launchAt() {
    return seconds / HOURS;
  }

  /** The orders wanted, one for each number. */
  @JsonIgnore
  public Schedule schedule() {
    double quiet = peakRate / RISE;
    Schedule schedule =
        Schedule.constant(quiet, launchAt()).thenRamp(quiet, peakRate, RISE_SECONDS);
    double piece = (seconds - launchAt() - RISE_SECONDS) / PIECES;
    for (int i = 0; i < PIECES; i++) {
      schedule = schedule.thenRamp(decayed(i), decayed(i + 1), piece);
    }
    return schedule.thenHold(Math.max(1, peakRate * STRAGGLERS), stragglersSeconds);
  }

  /** How many orders are wanted before the stragglers come. */
  @JsonIgnore
  public long wanted() {
    return schedule().count() - (long) (Math.max(1, peakRate * STRAGGLERS) * stragglersSeconds);
  }

  private double decayed(int piece) {
    return peakRate * Math.pow(DECAYED_TO, (double) piece / PIECES);
  }
}
