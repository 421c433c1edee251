package crowdstart.simulator;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Tells entities of one stream what a journal of another says, as {@code Notices} does: a page is
 * told until all of it is answered, and after a crash once more.
 */
final class FeedReader<E> {
  private static final int PAGE_MAX = 5;
  private static final long AGAIN_MILLIS = 3_000;
  private static final int ATTEMPTS = 3;
  private static final long WAIT_MILLIS = 1_500;

  private final World world;
  private final String name;
  private final Journal<E> journal;
  private final Reader<E> reader;
  private int offset;
  private int unanswered;
  private boolean isRefused;
  private boolean isUnderWay;

  /** One entity to be told; the answer is true once it knows. */
  record Notice(String what, Consumer<Consumer<Boolean>> question) {}

  /** Finds out who has to be told of an event. */
  @FunctionalInterface
  interface Reader<E> {
    void read(Journal.Row<E> row, Consumer<Notice> notices);
  }

  FeedReader(World world, String name, Journal<E> journal, Reader<E> reader) {
    this.world = world;
    this.name = name;
    this.journal = journal;
    this.reader = reader;
    journal.eachStored(_ -> poll(world.weather.delay()));
  }

  private void poll(long wait) {
    if (!isUnderWay) {
      isUnderWay = true;
      world.schedule.in(wait, name + " reads", this::page);
    }
  }

  private void page() {
    int end = Math.min(offset + PAGE_MAX, journal.rows().size());
    List<Notice> notices = new ArrayList<>();
    journal.rows().subList(offset, end).forEach(row -> reader.read(row, notices::add));
    unanswered = notices.size();
    isRefused = false;
    if (notices.isEmpty()) {
      told(end);
    }
    for (Notice notice : notices) {
      Asking.<Boolean>ask(
          world,
          notice.what(),
          ATTEMPTS,
          WAIT_MILLIS,
          () -> true,
          notice.question(),
          false,
          isKnown -> answered(isKnown, end));
    }
  }

  private void answered(boolean isKnown, int end) {
    isRefused |= !isKnown && world.mutation != Mutation.NOTICE_SKIPPED;
    unanswered--;
    if (unanswered == 0) {
      told(end);
    }
  }

  private void told(int end) {
    isUnderWay = false;
    boolean isStored = !isRefused && !world.weather.crashes();
    if (isStored) {
      offset = end;
    } else {
      world.trace.note(name + " tells again from " + offset);
    }
    if (offset < journal.rows().size()) {
      poll(isStored ? 1 : AGAIN_MILLIS);
    }
  }
}
