package crowdstart.simulator;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * A question that is asked again while nobody answers, and given up in the end; the first answer
 * counts. So do {@code Patience} and the stock desk.
 */
final class Asking<T> {
  private final World world;
  private final BooleanSupplier isAlive;
  private final Consumer<T> to;
  private final List<Schedule.Timer> timers = new ArrayList<>();
  private boolean isAnswered;

  private Asking(World world, BooleanSupplier isAlive, Consumer<T> to) {
    this.world = world;
    this.isAlive = isAlive;
    this.to = to;
  }

  /**
   * Asks.
   *
   * @param what both of them call it
   * @param attempts how often to ask, each time with so long a wait
   * @param isAlive whether whoever asks is still there
   * @param question gets where its answer goes; may be put twice, late, or never
   */
  static <T> void ask(
      World world,
      String what,
      int attempts,
      long waitMillis,
      BooleanSupplier isAlive,
      Consumer<Consumer<T>> question,
      T unknown,
      Consumer<T> to) {
    Asking<T> asking = new Asking<>(world, isAlive, to);
    asking.attempt(what, question);
    for (int i = 1; i < attempts; i++) {
      asking.timers.add(
          world.schedule.in(
              i * waitMillis, what + " asked again", () -> asking.again(what, question)));
    }
    asking.timers.add(
        world.schedule.in(attempts * waitMillis, what + " given up", () -> asking.answer(unknown)));
  }

  private void again(String what, Consumer<Consumer<T>> question) {
    if (isAlive.getAsBoolean()) {
      attempt(what, question);
    }
  }

  private void attempt(String what, Consumer<Consumer<T>> question) {
    world.send(
        what,
        () -> question.accept(answer -> world.send(what + ": " + answer, () -> answer(answer))));
  }

  private void answer(T answer) {
    if (!isAnswered) {
      isAnswered = true;
      timers.forEach(Schedule.Timer::cancel);
      if (isAlive.getAsBoolean()) {
        to.accept(answer);
      }
    }
  }
}
