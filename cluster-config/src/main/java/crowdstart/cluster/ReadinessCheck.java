package crowdstart.cluster;

import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** What must hold, beside the cluster's own state, before a node is given traffic. */
@FunctionalInterface
public interface ReadinessCheck {

  /**
   * Why the node is not ready, in a few words, or empty when it is. Asked at every probe, so it
   * must be cheap; an answer that takes longer than two seconds, or fails, counts as not ready.
   */
  CompletionStage<Optional<String>> reasonNotReady();
}
