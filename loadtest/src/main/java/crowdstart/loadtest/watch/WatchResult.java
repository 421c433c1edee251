package crowdstart.loadtest.watch;

import crowdstart.loadtest.measure.Latency;
import java.util.ArrayList;
import java.util.List;

/**
 * What a crowd of watchers saw.
 *
 * @param events to all watchers together
 * @param mostInOneSecond events to any one watcher within any one second
 * @param tooFast watchers that got more than the agreed events a second over their whole time
 * @param idsGoneBack events whose id was lower than one before in the same stream
 * @param cameTwice events that were the same as the one before, id and data
 * @param sameIdAnew events with new data under the id of the one before, which is lawful
 * @param streamsLost streams that broke, and were asked for again
 * @param streamsRefused of those, how many were answered with something other than 200
 * @param sawTheLast watchers that got the newest total that anyone got
 * @param ordersAtTheLast how many orders that total counts
 * @param lag from the acknowledgement of the newest order in a total to the total's arrival
 */
public record WatchResult(
    int watchers,
    long events,
    int mostInOneSecond,
    long tooFast,
    long idsGoneBack,
    long cameTwice,
    long sameIdAnew,
    long streamsLost,
    long streamsRefused,
    long sawTheLast,
    long ordersAtTheLast,
    Latency lag) {

  /** What is wrong, a sentence each; an empty list is the good case. */
  public List<String> wrong(int ordersAcknowledged) {
    List<String> wrong = new ArrayList<>();
    if (idsGoneBack > 0) {
      wrong.add(idsGoneBack + " events went back");
    }
    if (cameTwice > 0) {
      wrong.add(cameTwice + " events came twice");
    }
    if (tooFast > 0) {
      wrong.add(
          "%d watchers got more than %d events a second"
              .formatted(tooFast, StreamCheck.EVENTS_PER_SECOND_MAX));
    }
    if (sawTheLast < watchers) {
      wrong.add("%d watchers never saw the last total".formatted(watchers - sawTheLast));
    }
    if (ordersAtTheLast < ordersAcknowledged) {
      wrong.add(
          "the last total counts %d orders of %d".formatted(ordersAtTheLast, ordersAcknowledged));
    }
    return wrong;
  }
}
