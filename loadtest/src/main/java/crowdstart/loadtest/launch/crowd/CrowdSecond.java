package crowdstart.loadtest.launch.crowd;

import java.util.List;
import java.util.Map;

/**
 * What one process of the crowd tells of one second.
 *
 * @param epochSecond which one
 * @param connected connections that stand, watchers' included
 * @param served backers who have had an answer so far
 * @param watching streams that stand
 * @param wanted orders that were due in this second
 * @param asked requests sent to nodes
 * @param answered how many answers of each kind came
 * @param latencies of answers of each kind, from the intended start, as compressed histograms in
 *     Base64
 * @param errors what went wrong, or was refused, by kind
 * @param outcomes how wishes ended
 * @param acknowledged orders acknowledged in each hundredth of the second
 * @param seen what a few watchers saw, in pairs: milliseconds within the second, orders in the
 *     total
 * @param events of all watchers
 * @param unresolved wishes that are still on their way
 */
public record CrowdSecond(
    int share,
    long epochSecond,
    int connected,
    int served,
    int watching,
    long wanted,
    long asked,
    Map<Call, Long> answered,
    Map<Call, String> latencies,
    Map<String, Long> errors,
    Map<Outcome, Long> outcomes,
    List<Integer> acknowledged,
    List<Long> seen,
    long events,
    int unresolved) {
  /** Parts of a second that acknowledgements are counted in. */
  public static final int PARTS = 100;
}
