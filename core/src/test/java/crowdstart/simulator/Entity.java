package crowdstart.simulator;

import java.util.ArrayDeque;
import java.util.List;
import java.util.function.Consumer;

/**
 * An event-sourced entity as the adapters are: one message at a time, none while a write is in
 * flight, effects behind the commit. A crash takes its memory; the next message starts it again,
 * perhaps on another node.
 */
abstract class Entity<E, S> {
  private static final long RESTART_MILLIS = 200;

  final World world;
  final String id;
  private final String kind;
  private final Journal<E> journal;
  private final ArrayDeque<Runnable> stash = new ArrayDeque<>();
  private S state;
  private int sequence;
  private int incarnation;
  private int node;
  private boolean isUp;
  private boolean isBusy;

  Entity(World world, String kind, String id, Journal<E> journal, S empty) {
    this.world = world;
    this.kind = kind;
    this.id = id;
    this.journal = journal;
    this.state = empty;
  }

  abstract S empty();

  abstract S evolve(S before, E event);

  /** Forgets what was only in memory. */
  abstract void forget();

  /** The state is read back, after a start and after a write that failed. */
  abstract void recovered();

  abstract void persistFailed();

  final S state() {
    return state;
  }

  final boolean isUp() {
    return isUp;
  }

  final int node() {
    return node;
  }

  final int incarnation() {
    return incarnation;
  }

  /** Whether a write of an earlier incarnation has come in behind this one's back. */
  final boolean isStale() {
    return isUp && sequence < journal.events(id).size();
  }

  final java.time.Instant now() {
    return world.clock(node);
  }

  /** Lets it work on a message, now or when the write in flight is in. */
  void receive(Runnable message) {
    wake();
    if (isBusy) {
      stash.add(message);
    } else {
      message.run();
    }
  }

  final void wake() {
    if (!isUp) {
      isUp = true;
      node = world.random.nextInt(World.NODES);
      world.trace.note(kind + " " + id + " starts on " + node);
      forget();
      replay();
    }
  }

  /** Loses its memory; a write in flight stays on its way. */
  final void crash(String why) {
    if (isUp) {
      checkReplay();
      world.trace.note(kind + " " + id + " " + why);
      isUp = false;
      isBusy = false;
      incarnation++;
      stash.clear();
    }
  }

  final boolean isBusy() {
    return isBusy;
  }

  /** Asks something in this entity's name; the answer is a message like any other. */
  final <T> void ask(
      String what,
      int attempts,
      long waitMillis,
      Consumer<Consumer<T>> question,
      T unknown,
      Consumer<T> to) {
    int asker = incarnation;
    Asking.ask(
        world,
        what,
        attempts,
        waitMillis,
        () -> asker == incarnation && isUp,
        question,
        unknown,
        answer -> receive(() -> to.accept(answer)));
  }

  /** Does something later, unless it has crashed until then. */
  final Schedule.Timer later(long millis, String what, Runnable action) {
    int planner = incarnation;
    return world.schedule.in(
        millis,
        kind + " " + id + " " + what,
        () -> {
          if (planner == incarnation && isUp) {
            receive(action);
          }
        });
  }

  final void persist(List<E> events, Consumer<S> then) {
    S next = fold(state, events);
    int writer = incarnation;
    isBusy = true;
    journal.write(
        id,
        sequence + 1,
        events,
        isStored -> {
          if (writer != incarnation) {
            return;
          }
          if (isStored && world.weather.crashesBehindCall()) {
            crash("crashes behind its write");
          } else if (isStored) {
            isBusy = false;
            sequence += events.size();
            state = next;
            then.accept(next);
            unstash();
          } else {
            failed();
          }
        });
  }

  /** What waits meanwhile is lost with the old behaviour, or not. */
  private void failed() {
    persistFailed();
    int failed = incarnation;
    if (world.random.nextBoolean()) {
      stash.clear();
    }
    world.schedule.in(
        RESTART_MILLIS,
        kind + " " + id + " restarts",
        () -> {
          if (failed == incarnation && isUp) {
            isBusy = false;
            replay();
            unstash();
          }
        });
  }

  private void unstash() {
    while (isUp && !isBusy && !stash.isEmpty()) {
      stash.remove().run();
    }
  }

  private void replay() {
    List<E> events = journal.events(id);
    state = fold(empty(), events);
    sequence = events.size();
    recovered();
  }

  private S fold(S from, List<E> events) {
    S next = from;
    for (E event : events) {
      next = evolve(next, event);
    }
    return next;
  }

  /** H1: what is replayed is what was live. */
  final void checkReplay() {
    if (!isUp || isBusy) {
      return;
    }
    S replayed = fold(empty(), journal.events(id).subList(0, sequence));
    if (!replayed.equals(state)) {
      throw new Violation("H1", kind + " " + id + " replays to " + replayed + ", was " + state);
    }
  }
}
