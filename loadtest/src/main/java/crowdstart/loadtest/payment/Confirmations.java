package crowdstart.loadtest.payment;

import crowdstart.loadtest.measure.Books;
import crowdstart.loadtest.measure.Latency;
import crowdstart.loadtest.measure.Schedule;
import java.io.IOException;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/**
 * One series of payment confirmations in an open loop: each webhook goes out at its intended time,
 * whatever became of the ones before, and its order is looked at until it is confirmed.
 */
public final class Confirmations {
  /** When a webhook is answered with anything but 200, it is sent again after this wait. */
  static final double RESEND_SECONDS = 0.2;

  /** An order that is not confirmed by then counts as unconfirmed. */
  static final double CONFIRMED_SECONDS_MAX = 30;

  /** How long before its webhook a card is given, as a backer's browser does. */
  public static final double CARD_LEAD_SECONDS = 1;

  private static final long NANOS_PER_SECOND = 1_000_000_000;
  private static final long LOOK_NANOS_MIN = 2_000_000;

  /** The wait between two looks is this part of the time gone by, lest looking become the load. */
  private static final int LOOK_PART = 20;

  private static final String CONFIRMED = "confirmed";
  private static final int WRONG_MAX = 10;

  private final BackerClient client;
  private final String version;
  private final Function<OpenedOrder, Card> cards;
  private final Histogram confirmed = new ConcurrentHistogram(Books.LATENCY_MICROS_MAX, 3);
  private final Histogram acknowledged = new ConcurrentHistogram(Books.LATENCY_MICROS_MAX, 3);
  private final LongAdder done = new LongAdder();
  private final LongAdder unconfirmed = new LongAdder();
  private final LongAdder resent = new LongAdder();
  private final Queue<String> wrong = new ConcurrentLinkedQueue<>();

  private Confirmations(BackerClient client, String version, Function<OpenedOrder, Card> cards) {
    this.client = client;
    this.version = version;
    this.cards = cards;
  }

  /**
   * Confirms the orders at the given rate, and returns when the last is confirmed or given up. The
   * first webhook is due after {@link #CARD_LEAD_SECONDS}.
   *
   * @param rate confirmations a second
   * @param cards gives a card for an order, ahead of its webhook
   */
  public static ConfirmationResult run(
      BackerClient client,
      String version,
      List<OpenedOrder> orders,
      double rate,
      Function<OpenedOrder, Card> cards) {
    Confirmations series = new Confirmations(client, version, cards);
    Schedule schedule = Schedule.constant(rate, orders.size() / rate);
    long start = System.nanoTime();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int number = 0; number < orders.size(); number++) {
        long early = start + schedule.startNanos(number);
        OpenedOrder order = orders.get(number);
        sleepUntil(early);
        threads.execute(() -> series.confirm(order, early + nanos(CARD_LEAD_SECONDS)));
      }
    }
    return series.result();
  }

  /** Whether a refusal of a webhook may end by itself, as the provider hopes when it resends. */
  static boolean isWorthResending(int status) {
    return status == 404 || status == 429 || status >= 500;
  }

  /** How long to wait for the next look at an order. */
  static long lookAgainNanos(long goneByNanos) {
    return Math.max(LOOK_NANOS_MIN, goneByNanos / LOOK_PART);
  }

  private void confirm(OpenedOrder order, long intended) {
    try {
      Card card = cards.apply(order);
      sleepUntil(intended);
      long until = intended + nanos(CONFIRMED_SECONDS_MAX);
      if (isTold(order, card, until)) {
        acknowledged.recordValue(microsSince(intended));
        if (isConfirmed(order, intended, until)) {
          done.increment();
        } else {
          unconfirmed.increment();
        }
      } else {
        unconfirmed.increment();
      }
      confirmed.recordValue(microsSince(intended));
    } catch (RuntimeException e) {
      unconfirmed.increment();
      note("a confirmation ended early: " + e.getMessage());
    }
  }

  private boolean isTold(OpenedOrder order, Card card, long until) {
    while (System.nanoTime() < until) {
      try {
        int status = client.tell(version, order, card);
        if (status == 200) {
          return true;
        }
        if (!isWorthResending(status)) {
          note("a webhook was answered " + status);
          return false;
        }
      } catch (IOException unanswered) {
        // Sent again, as the provider does.
      }
      resent.increment();
      LockSupport.parkNanos(nanos(RESEND_SECONDS));
    }
    return false;
  }

  private boolean isConfirmed(OpenedOrder order, long intended, long until) {
    while (System.nanoTime() < until) {
      try {
        if (client.state(order).equals(CONFIRMED)) {
          return true;
        }
      } catch (IOException unanswered) {
        // Looked at again.
      }
      LockSupport.parkNanos(lookAgainNanos(System.nanoTime() - intended));
    }
    return false;
  }

  private ConfirmationResult result() {
    return new ConfirmationResult(
        done.sum(),
        unconfirmed.sum(),
        resent.sum(),
        Latency.of(confirmed),
        Latency.of(acknowledged),
        List.copyOf(wrong));
  }

  private void note(String sentence) {
    if (wrong.size() < WRONG_MAX) {
      wrong.add(sentence);
    }
  }

  private static void sleepUntil(long nanoTime) {
    for (long rest = nanoTime - System.nanoTime(); rest > 0; rest = nanoTime - System.nanoTime()) {
      LockSupport.parkNanos(rest);
    }
  }

  private static long microsSince(long nanoTime) {
    return Math.clamp((System.nanoTime() - nanoTime) / 1_000, 0, Books.LATENCY_MICROS_MAX);
  }

  private static long nanos(double seconds) {
    return (long) (seconds * NANOS_PER_SECOND);
  }
}
