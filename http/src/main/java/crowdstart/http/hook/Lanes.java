package crowdstart.http.hook;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How much is being sent: so much to one webhook and no more, so that a slow receiver holds up only
 * itself, and so much in all. Once half of that is taken a webhook has one lane only: otherwise a
 * few slow receivers would take them all. Safe for use by many threads.
 */
final class Lanes {
  private final int webhookMax;
  private final int totalMax;
  private final Map<String, Integer> inFlight = new HashMap<>();
  private int total;

  Lanes(int webhookMax, int totalMax) {
    this.webhookMax = webhookMax;
    this.totalMax = totalMax;
  }

  /** How many more may be sent to a webhook now. */
  synchronized int room(String webhook) {
    return Math.min(totalMax - total, most() - inFlight.getOrDefault(webhook, 0));
  }

  private int most() {
    return total < totalMax / 2 ? Math.min(webhookMax, totalMax / 2 - total) : 1;
  }

  synchronized boolean isFull() {
    return total >= totalMax;
  }

  synchronized int total() {
    return total;
  }

  /** The webhooks that have no room. */
  synchronized List<String> busy() {
    List<String> busy = new ArrayList<>();
    inFlight.forEach((webhook, count) -> {
      if (count >= most()) {
        busy.add(webhook);
      }
    });
    return busy;
  }

  synchronized void enter(String webhook) {
    inFlight.merge(webhook, 1, Integer::sum);
    total++;
  }

  synchronized void leave(String webhook) {
    inFlight.computeIfPresent(webhook, (_, count) -> count == 1 ? null : count - 1);
    total--;
    notifyAll();
  }

  /** Waits until nothing is sent any more, or for so long; whether nothing is. */
  synchronized boolean awaitEmpty(long millis) throws InterruptedException {
    long end = System.nanoTime() + millis * 1_000_000;
    while (total > 0) {
      long left = (end - System.nanoTime()) / 1_000_000;
      if (left <= 0) {
        return false;
      }
      wait(left);
    }
    return true;
  }
}
