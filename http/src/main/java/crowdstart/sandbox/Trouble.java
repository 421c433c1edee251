package crowdstart.sandbox;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;

/**
 * What goes wrong between the sandbox and those who call it with the secret key. Browsers are left
 * alone. Rates are probabilities from 0 to 1; what is not named is zero.
 *
 * @param latencyMillis every call is answered this much later
 * @param jitterMillis and up to this much later still
 * @param errors answered 500, and nothing done
 * @param tooManyRequests answered 429, and nothing done
 * @param timeoutsBefore never answered, and nothing done
 * @param timeoutsAfter never answered, but done
 * @param silenceMillis how long a call that is never answered is kept open before it is hung up
 * @param callsMax how many calls are given errors, 429 or no answer; later ones are calm. 0 is any
 * @param webhooksDuplicated sent twice
 * @param webhooksDelayed sent {@code webhookDelayMillis} later
 * @param webhookDelayMillis see there
 * @param webhooksReordered sent at some moment within {@link #REORDER_WINDOW_MILLIS}
 * @param webhooksDropped never sent; the list of events still has them
 * @param forgetsKeys whether idempotency keys are ignored
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record Trouble(
    int latencyMillis,
    int jitterMillis,
    double errors,
    double tooManyRequests,
    double timeoutsBefore,
    double timeoutsAfter,
    int silenceMillis,
    int callsMax,
    double webhooksDuplicated,
    double webhooksDelayed,
    int webhookDelayMillis,
    double webhooksReordered,
    double webhooksDropped,
    boolean forgetsKeys) {
  /** Long enough for several webhooks of one order to change places. */
  static final int REORDER_WINDOW_MILLIS = 300;

  /** One hour. */
  static final int MILLIS_MAX = 3_600_000;

  public static final Trouble NONE = parse("{}");

  /**
   * Checks the ranges.
   *
   * @throws IllegalArgumentException when a rate is no probability or a duration is out of bounds
   */
  public Trouble {
    requireRates(
        errors,
        tooManyRequests,
        timeoutsBefore,
        timeoutsAfter,
        webhooksDuplicated,
        webhooksDelayed,
        webhooksReordered,
        webhooksDropped);
    requireMillis(latencyMillis, jitterMillis, silenceMillis, webhookDelayMillis);
    if (callsMax < 0) {
      throw new IllegalArgumentException("callsMax is negative");
    }
  }

  /**
   * Reads it from JSON, for example {@code {"timeoutsAfter": 0.2}}.
   *
   * @throws IllegalArgumentException when it is not that
   */
  public static Trouble parse(String json) {
    try {
      return Json.MAPPER.readValue(json, Trouble.class);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not a trouble: " + e.getOriginalMessage(), e);
    }
  }

  private static void requireRates(double... rates) {
    for (double rate : rates) {
      if (!(rate >= 0 && rate <= 1)) {
        throw new IllegalArgumentException("a rate is from 0 to 1");
      }
    }
  }

  private static void requireMillis(int... durations) {
    for (int millis : durations) {
      if (millis < 0 || millis > MILLIS_MAX) {
        throw new IllegalArgumentException("a duration is from 0 to " + MILLIS_MAX);
      }
    }
  }
}
