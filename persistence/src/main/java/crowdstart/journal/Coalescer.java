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

  /**
   * The limits of a queue.
   *
   * @param queueMax how many items may wait
   * @param roundMax how many items make up a round at most
   * @param parallelism how many rounds may be under way at once
   * @param givesWay whether a round first lets run whatever else could: on an idle machine that is
   *     nothing, on a busy one it is whoever has more items for the round
   */
  record Shape(int queueMax, int roundMax, int parallelism, boolean givesWay) {}

  private final Shape shape;
  private final BlockingQueue<T> queue;
  private final Executor executor;
  private final Consumer<List<T>> work;
  private final AtomicInteger running = new AtomicInteger();

  /**
   * A queue at rest.
   *
   * @param work must answer for every item itself, and must not throw
   */
  Coalescer(Shape shape, Executor executor, Consumer<List<T>> work) {
    this.shape = shape;
    this.queue = new ArrayBlockingQueue<>(shape.queueMax());
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
    while (now < shape.parallelism()) {
      if (running.compareAndSet(now, now + 1)) {
        executor.execute(this::runRounds);
        return;
      }
      now = running.get();
    }
  }

  private void runRounds() {
    try {
      for (List<T> round = nextRound(); !round.isEmpty(); round = nextRound()) {
        work.accept(round);
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

  @SuppressWarnings("ThreadPriorityCheck") // Only a round's size depends on it.
  private List<T> nextRound() {
    if (shape.givesWay()) {
      Thread.yield();
    }
    var round = new ArrayList<T>();
    queue.drainTo(round, shape.roundMax());
    return round;
  }
}
