package crowdstart.journal;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * A bounded queue whose items are worked off together: whatever waited while a round was under way
 * makes up the next one. There is no timer; rounds grow with the time that each of them takes.
 */
final class Coalescer<T> {

  private final BlockingQueue<T> queue;
  private final int roundMax;
  private final int parallelism;
  private final Executor executor;
  private final Consumer<List<T>> work;
  private final AtomicInteger running = new AtomicInteger();

  /**
   * A queue at rest.
   *
   * @param queueMax how many items may wait
   * @param roundMax how many items make up a round at most
   * @param parallelism how many rounds may be under way at once
   * @param work must answer for every item itself, and must not throw
   */
  Coalescer(
      int queueMax, int roundMax, int parallelism, Executor executor, Consumer<List<T>> work) {
    this.queue = new ArrayBlockingQueue<>(queueMax);
    this.roundMax = roundMax;
    this.parallelism = parallelism;
    this.executor = executor;
    this.work = work;
  }

  /** False when the queue is full: the item is not taken. */
  boolean offer(T item) {
    boolean taken = queue.offer(item);
    if (taken) {
      startRound();
    }
    return taken;
  }

  int queued() {
    return queue.size();
  }

  private void startRound() {
    int now = running.get();
    while (now < parallelism) {
      if (running.compareAndSet(now, now + 1)) {
        executor.execute(this::runRounds);
        return;
      }
      now = running.get();
    }
  }

  private void runRounds() {
    try {
      var round = new ArrayList<T>();
      while (queue.drainTo(round, roundMax) > 0) {
        work.accept(round);
        round = new ArrayList<>();
      }
    } finally {
      running.decrementAndGet();
      // An item that came after the last look, while this round still counted as running, would
      // otherwise wait for the next one.
      if (!queue.isEmpty()) {
        startRound();
      }
    }
  }
}
