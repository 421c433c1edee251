package crowdstart.campaign;

import java.time.Duration;
import java.time.InstantSource;

/**
 * How a gate works.
 *
 * @param holdDuration how long a hold lives
 * @param queueMax how many commands may wait in one gate; the next is answered overloaded
 * @param batchMax how many commands one commit may take
 * @param clock where the gate gets the time that it hands to the rules
 */
public record GateSettings(
    Duration holdDuration, int queueMax, int batchMax, InstantSource clock, GateObserver observer) {
  public static final int BATCH_MAX = 4_000;
}
