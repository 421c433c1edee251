package crowdstart.http.hook;

import java.time.Duration;

/** Sees what becomes of what is sent to webhooks, for the metrics. */
@FunctionalInterface
public interface HookObserver {
  HookObserver NONE = (_, _) -> {};

  /**
   * One attempt has ended.
   *
   * @param outcome the class of the status, as {@code 2xx}, or why there is none
   */
  void attempted(String outcome, Duration took);
}
