package crowdstart.view;

import static crowdstart.journal.TestSystem.await;
import static crowdstart.view.Events.order;

import crowdstart.database.DatabaseAddress;
import crowdstart.database.TestDatabase;
import crowdstart.journal.TestSystem;
import crowdstart.order.OrderEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.apache.pekko.Done;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.projection.ProjectionBehavior;
import org.awaitility.Awaitility;

/** A database with journals that a test writes to, for views that read them. */
final class ViewFixture implements AutoCloseable {
  final DatabaseAddress address = TestDatabase.migrated();
  final TestSystem system = new TestSystem(address);

  void recordOrder(int order, OrderEvent... events) {
    record("order-journal", "order", order(order).value(), List.of(events));
  }

  <E> void record(String journal, String type, String id, List<E> events) {
    ActorRef<Recorder.Store<E>> recorder = system.spawn(Recorder.create(journal, type, id));
    await(
        system.<Recorder.Store<E>, Done>ask(
            recorder, replyTo -> new Recorder.Store<>(events, replyTo)));
  }

  long count(String sql) {
    return TestDatabase.number(address, sql);
  }

  void awaitCount(String table, String condition, long count) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .until(
            () -> count("select count(*) from " + table + " where " + condition),
            found -> found == count);
  }

  void stopAndWait(ActorRef<ProjectionBehavior.Command> view) {
    view.tell(ProjectionBehavior.stopMessage());
    Awaitility.await().until(() -> !system.isAlive(view));
  }

  /** A view that forgets begins with the first event once more. */
  void forget(String view, String table) {
    TestDatabase.execute(
        address,
        "truncate %s; delete from view.pekko_projection_offset_store where projection_name = '%s'"
            .formatted(table, view));
  }

  /** The same for two tables that hold the same. */
  long fingerprint(String table) {
    return count(
        "select hashtextextended(string_agg(t::text, ',' order by t.id), 0) from %s t"
            .formatted(table));
  }

  /** What a list holds, page by page. */
  static <T, I> List<I> all(
      Function<Optional<ListCursor>, CompletionStage<ListPage<T>>> list, Function<T, I> id) {
    var ids = new ArrayList<I>();
    Optional<ListCursor> cursor = Optional.empty();
    do {
      ListPage<T> page = await(list.apply(cursor));
      page.items().forEach(item -> ids.add(id.apply(item)));
      cursor = Optional.ofNullable(page.next()).flatMap(ListCursor::parse);
    } while (cursor.isPresent());
    return ids;
  }

  @Override
  public void close() {
    system.close();
  }
}
