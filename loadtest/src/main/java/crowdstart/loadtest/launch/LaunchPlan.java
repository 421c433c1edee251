package crowdstart.loadtest.launch;

import crowdstart.loadtest.launch.crowd.LaunchShape;
import java.nio.file.Path;

/**
 * What a launch is to be.
 *
 * @param backers connections at once, watchers included
 * @param watchers how many of them watch the totals
 * @param shape when orders are wanted
 * @param stock of the early bird
 * @param holdSeconds how long stock is held for an order that is not paid
 * @param warmUpSeconds of orders on another campaign, before the crowd comes
 * @param nodeHeap largest heap of a node, as after {@code -Xmx}
 * @param nodeFlags further flags of the nodes' JVMs, or empty
 * @param out directory of the report
 */
public record LaunchPlan(
    int backers,
    int nodes,
    int watchers,
    LaunchShape shape,
    int stock,
    int holdSeconds,
    int warmUpSeconds,
    String nodeHeap,
    String nodeFlags,
    long seed,
    Path out) {
  /** Below a process's 20,000 file descriptors, with room for all that is not a backer. */
  static final int BACKERS_PER_PROCESS_MAX = 16_000;

  /** A node limits the connections of an address. */
  static final int BACKERS_PER_ADDRESS = 200;

  int crowds() {
    return Math.ceilDiv(backers, BACKERS_PER_PROCESS_MAX);
  }
}
