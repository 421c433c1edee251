package crowdstart.loadtest.check;

import crowdstart.loadtest.history.Operation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * Whether what clients saw of one thing can be put in the order of its journal and in that of real
 * time at once: whoever asks behind an answer sees what that answer saw, or something later.
 */
final class RealTime {
  /** What one operation saw: any of the states for which {@code fits} holds. */
  record Seen(Operation operation, IntPredicate fits) {}

  private RealTime() {}

  /**
   * Finds those that saw something older than what was known already, or something that never was.
   *
   * @param states how many there are; they are numbered from 0
   */
  static List<Operation> misfits(List<Seen> all, int states) {
    List<Seen> byBeginning = new ArrayList<>(all);
    byBeginning.sort(Comparator.comparingLong(it -> it.operation().invoked()));
    // The earliest state that each may have seen; the least there is binds the later ones least.
    List<Placed> placed = new ArrayList<>();
    List<Operation> misfits = new ArrayList<>();
    for (Seen seen : byBeginning) {
      int known = 0;
      for (Placed before : placed) {
        if (before.completed() < seen.operation().invoked()) {
          known = Math.max(known, before.state());
        }
      }
      int state = known;
      while (state < states && !seen.fits().test(state)) {
        state++;
      }
      if (state == states) {
        misfits.add(seen.operation());
      } else {
        placed.add(new Placed(seen.operation().completed(), state));
      }
    }
    return misfits;
  }

  private record Placed(long completed, int state) {}
}
