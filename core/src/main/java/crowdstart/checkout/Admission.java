package crowdstart.checkout;

import crowdstart.identity.CampaignId;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/**
 * How many checkouts a node works on at once: as many as it answers soon. Beyond that, more work
 * under way only makes everybody wait; who is turned away at once can come back. The limit falls
 * while answers take too long, but not for one stall, which is over by itself; it rises again while
 * somebody is turned away although they do not. The first few of each campaign compete among
 * themselves alone: however many another campaign has, and however fast the limit falls, they find
 * room. Safe for use by many threads; all times are of {@link System#nanoTime}.
 */
final class Admission {
  /** What an answer may take on average; the slowest of a hundred take two or three times that. */
  static final Duration ANSWER_TARGET = Duration.ofMillis(100);

  /** Between two looks at how it goes: a few times what an answer takes. */
  static final Duration LOOK_PERIOD = Duration.ofMillis(250);

  /** Even when all is slow, as on a node that is still cold: enough for commits that many share. */
  static final int LIMIT_MIN = 320;

  /** So many looks in a row must find answers slow: a collection or a slow commit is one. */
  static final int SLOW_LOOKS_MIN = 2;

  private static final double FALL = 0.8;
  private static final double RISE = 1.15;

  /** While not everybody finds room, so much of it is not for the campaign that has the most. */
  static final int OTHERS_ROOM = 64;

  /**
   * How many of each campaign are its first few: 400 orders a second, which is more than a campaign
   * without a launch sells, have so many under way while answers take a quarter of a second.
   */
  static final int FIRST_FEW = 96;

  private final int limitMax;
  private final AtomicInteger inFlight = new AtomicInteger();

  /** Of these, the first few of each campaign. */
  private final AtomicInteger firstFew = new AtomicInteger();

  private final ConcurrentHashMap<CampaignId, Integer> perCampaign = new ConcurrentHashMap<>();
  private final LongAdder answers = new LongAdder();
  private final LongAdder answerNanos = new LongAdder();
  private final LongAdder turnedAway = new LongAdder();
  private final AtomicLong lookedAt;
  private volatile int limit;
  private volatile int slowLooks;

  /**
   * @param limitMax the most that the limit may become, and what it is at first; the first few of
   *     all campaigns together may be as many again
   */
  Admission(int limitMax, long now) {
    this.limitMax = limitMax;
    this.limit = limitMax;
    this.lookedAt = new AtomicLong(now);
  }

  /** False when there is no room; whoever has come in must {@link #leave}. */
  boolean enter(CampaignId campaign) {
    int all = inFlight.incrementAndGet();
    int own = perCampaign.merge(campaign, 1, Integer::sum);
    int few = own <= FIRST_FEW ? firstFew.incrementAndGet() : Integer.MAX_VALUE;
    if (few <= limit || (all <= limit && own <= share())) {
      return true;
    }
    forget(campaign);
    turnedAway.increment();
    return false;
  }

  /** Whether it would find no room now; to know it before any work is done. */
  boolean isFull(CampaignId campaign) {
    int own = perCampaign.getOrDefault(campaign, 0);
    boolean isOneOfFew = own < FIRST_FEW && firstFew.get() < limit;
    return !isOneOfFew && (inFlight.get() >= limit || own >= share());
  }

  /** Whether anybody might find no room: cheaper than to ask for one campaign. */
  boolean isCrowded() {
    return inFlight.get() >= share();
  }

  /** Somebody was told that it is full. */
  void turnedAway() {
    turnedAway.increment();
  }

  /**
   * @param nanos that the answer took
   */
  void leave(CampaignId campaign, long nanos, long now) {
    forget(campaign);
    answers.increment();
    answerNanos.add(nanos);
    long before = lookedAt.get();
    if (now - before >= LOOK_PERIOD.toNanos() && lookedAt.compareAndSet(before, now)) {
      look();
    }
  }

  int inFlight() {
    return inFlight.get();
  }

  int limit() {
    return limit;
  }

  private void forget(CampaignId campaign) {
    Integer left =
        perCampaign.computeIfPresent(campaign, (_, count) -> count == 1 ? null : count - 1);
    if (left == null || left < FIRST_FEW) {
      firstFew.decrementAndGet();
    }
    inFlight.decrementAndGet();
  }

  private int share() {
    int now = limit;
    return now == limitMax ? now : Math.max(1, now - OTHERS_ROOM);
  }

  private void look() {
    long count = answers.sumThenReset();
    long nanos = answerNanos.sumThenReset();
    boolean isAnybodyTurnedAway = turnedAway.sumThenReset() > 0;
    if (count == 0) {
      return;
    }
    boolean isSlow = nanos / count > ANSWER_TARGET.toNanos();
    int slow = isSlow ? slowLooks + 1 : 0;
    slowLooks = slow;
    if (slow >= SLOW_LOOKS_MIN) {
      // What is under way, and not the old limit, is what makes the answers slow.
      int crowd = Math.min(limit, inFlight.get() + 1);
      limit = Math.clamp((int) (crowd * FALL), Math.min(LIMIT_MIN, limitMax), limitMax);
    } else if (!isSlow && (isAnybodyTurnedAway || (limit < limitMax && inFlight.get() < share()))) {
      limit = Math.min(limitMax, (int) (limit * RISE) + 1);
    }
  }
}
