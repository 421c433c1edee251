package crowdstart.campaign;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/** The stock commands that wait in a gate, and the batch whose commit is in flight. */
final class GateQueue {
  /** Settling makes room, so it is let in where placing is not, up to this many times the limit. */
  private static final int SETTLING_FACTOR = 2;

  /** How much of the newest commit goes into the measured pace. */
  private static final double PACE_WEIGHT = 0.2;

  private static final long RETRY_AFTER_MILLIS_MIN = 1_000;

  /** One command, with where its answer goes. */
  record Waiting(StockCommand command, int position, long deadlineNanos, BatchReply reply) {}

  private final int max;
  private final ArrayDeque<Waiting> waiting = new ArrayDeque<>();
  private List<Waiting> inFlight = List.of();
  private double nanosPerCommand = 10_000;

  GateQueue(int max) {
    this.max = max;
  }

  int size() {
    return waiting.size();
  }

  boolean isEmpty() {
    return waiting.isEmpty();
  }

  boolean offer(Waiting command) {
    boolean settles = !(command.command() instanceof StockCommand.PlaceHold);
    if (waiting.size() >= (settles ? SETTLING_FACTOR * max : max)) {
      return false;
    }
    waiting.add(command);
    return true;
  }

  /** The next batch, now in flight; whoever has stopped waiting is answered and left out. */
  List<StockCommand> next(int most, long nowNanos) {
    List<Waiting> batch = new ArrayList<>(Math.min(most, waiting.size()));
    while (batch.size() < most && !waiting.isEmpty()) {
      Waiting next = waiting.remove();
      if (next.deadlineNanos() - nowNanos < 0) {
        next.reply().add(next.position(), new StockAnswer.Unknown());
      } else {
        batch.add(next);
      }
    }
    inFlight = batch;
    return batch.stream().map(Waiting::command).toList();
  }

  /** The batch in flight is stored: answers it and returns its size. */
  int committed(List<StockAnswer> answers, long nanos) {
    List<Waiting> batch = inFlight;
    inFlight = List.of();
    for (int i = 0; i < batch.size(); i++) {
      batch.get(i).reply().add(batch.get(i).position(), answers.get(i));
    }
    if (!batch.isEmpty()) {
      nanosPerCommand += PACE_WEIGHT * ((double) nanos / batch.size() - nanosPerCommand);
    }
    return batch.size();
  }

  /** Whether the batch in flight was stored is not known. */
  void failInFlight() {
    committed(inFlight.stream().<StockAnswer>map(_ -> new StockAnswer.Unknown()).toList(), 0);
  }

  /** Nothing that waits here was begun: it may be sent again at once, to wherever the gate is. */
  void failWaiting() {
    waiting.forEach(next -> next.reply().add(next.position(), new StockAnswer.Unknown()));
    waiting.clear();
  }

  /** When there should be room again, from the measured pace. */
  long retryAfterMillis() {
    return Math.max(RETRY_AFTER_MILLIS_MIN, (long) (nanosPerCommand * waiting.size() / 1_000_000));
  }
}
