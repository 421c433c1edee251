package crowdstart.loadtest.workload;

import java.time.Duration;

/**
 * What the clients do.
 *
 * @param seed of everything that they choose
 * @param length how long they go on
 * @param backers how many order, read, cancel and pay at a time
 * @param watchers how many follow the totals
 * @param pause the average time between two operations of a backer
 * @param holdDuration what the nodes were told; settling waits for it
 */
public record WorkloadPlan(
    long seed, Duration length, int backers, int watchers, Duration pause, Duration holdDuration) {

  /** How long an answer is awaited before it counts as unknown. */
  public static final Duration ANSWER_WAIT_MAX = Duration.ofSeconds(6);

  /** Campaigns begin anew after this: in a long run, deadlines pass again and again. */
  static final Duration GENERATION_MAX = Duration.ofSeconds(60);

  /** A modest rate: about 150 requests a second when all is well. */
  public static WorkloadPlan of(long seed, Duration length, Duration holdDuration) {
    return new WorkloadPlan(seed, length, 24, 6, Duration.ofMillis(120), holdDuration);
  }
}
