package crowdstart.loadtest.check;

import crowdstart.loadtest.history.Operation;
import java.util.HashMap;
import java.util.Map;

/** No change is left of which nobody knows whether it was made. */
final class UnknownChecker implements Checker {
  @Override
  public String name() {
    return "unknowns";
  }

  @Override
  public String promise() {
    return "every unknown answer was resolved by asking again (O7)";
  }

  @Override
  public void check(Evidence evidence, Findings findings) {
    Map<Operation.Identity, Operation> lastKnown = new HashMap<>();
    for (Operation it : evidence.operations()) {
      if (it.isKnown() && it.kind().isChange()) {
        lastKnown.merge(
            it.identity(), it, (one, other) -> one.invoked() > other.invoked() ? one : other);
      }
    }
    for (Operation it : evidence.operations()) {
      if (!it.kind().isChange()) {
        continue;
      }
      findings.looked("changes", 1);
      if (!it.isKnown()) {
        findings.looked("unknown answers", 1);
        Operation later = lastKnown.get(it.identity());
        findings.require(
            later != null && it.isBefore(later), "O7", "nobody knows what came of " + it);
      }
    }
  }
}
