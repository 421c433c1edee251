package crowdstart.hook;

import com.fasterxml.jackson.databind.node.ObjectNode;
import crowdstart.feed.FeedEvent;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What an event comes to: its type, and what is told besides whose it is. */
record Told(HookType type, ObjectNode data) {
  /** Adds whose it is, which only the first event of its entity says. */
  interface Telling<E, F> {
    HookEvent event(FeedEvent<E> event, Told told, F first);
  }

  /** Reads the first events of those that are told. */
  static <E, F> List<HookEvent> events(
      Map<FeedEvent<E>, Told> told, FirstEvents<F> firsts, Telling<E, F> telling)
      throws SQLException {
    Map<String, F> found =
        firsts.read(told.keySet().stream().map(FeedEvent::persistenceId).distinct().toList());
    List<HookEvent> events = new ArrayList<>();
    told.forEach((event, one) -> {
      F first = found.get(event.persistenceId());
      if (first == null) {
        throw new IllegalStateException("a journal that does not begin as it has to");
      }
      events.add(telling.event(event, one, first));
    });
    return events;
  }
}
