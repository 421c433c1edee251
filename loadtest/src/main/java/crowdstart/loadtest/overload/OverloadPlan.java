package crowdstart.loadtest.overload;

import java.net.URI;
import java.util.List;

/**
 * What to measure.
 *
 * @param creatorToken empty where creators need none
 * @param factors how many times its capacity to ask of the node, one step each
 * @param connections of the open loops
 * @param warmUpSeconds of all the node can do, before anything is measured
 * @param stepSeconds that each step is measured for
 */
public record OverloadPlan(
    URI server,
    String creatorToken,
    List<Double> factors,
    int connections,
    double warmUpSeconds,
    double stepSeconds) {
  public OverloadPlan {
    factors = List.copyOf(factors);
  }
}
