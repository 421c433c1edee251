package crowdstart.feed;

import static crowdstart.journal.TestSystem.await;
import static org.assertj.core.api.Assertions.assertThat;

import crowdstart.database.DatabaseAddress;
import crowdstart.database.Pool;
import crowdstart.database.TestDatabase;
import crowdstart.journal.Notebook;
import crowdstart.journal.TestSystem;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.pekko.Done;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.projection.ProjectionBehavior;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.pcollections.PVector;
import org.pcollections.TreePVector;

@Timeout(120)
class FeedTest {

  private static final String JOURNAL = "order-journal";
  private static final String VIEW = "seen";
  private static final String TOLD = "told";

  private final DatabaseAddress address = TestDatabase.migrated();
  private final SeenView seen = new SeenView(address);
  private final TestSystem system = new TestSystem(address);

  @AfterEach
  void stop() {
    system.close();
  }

  @Test
  void aTransactionThatCommitsTwelveSecondsLateIsNotMissed() throws SQLException {
    await(write(system, "sample", "so that there is a row to copy"));
    startView(system);
    try (Connection late = address.connect()) {
      late.setAutoCommit(false);
      copySample(late, "late");
      for (int i = 0; i < 20; i++) {
        await(write(system, "punctual-" + i, "committed at once"));
      }
      assertThat(orderingOf("punctual-0")).isGreaterThan(orderingIn(late, "late"));
      Awaitility.await()
          .pollDelay(Duration.ofSeconds(12))
          .atMost(Duration.ofSeconds(20))
          .until(() -> lagMillis(system) > Duration.ofSeconds(10).toMillis());
      late.commit();
    }
    Awaitility.await().until(() -> seen.count() == 22);
    assertThat(seen.missedOrRepeated()).isZero();
    Awaitility.await().until(() -> lagMillis(system) == 0);
  }

  @Test
  void aNumberThatARollbackTookIsNotWaitedFor() throws SQLException {
    await(write(system, "sample", "so that there is a row to copy"));
    startView(system);
    for (int i = 0; i < 10; i++) {
      try (Connection rolledBack = address.connect()) {
        rolledBack.setAutoCommit(false);
        copySample(rolledBack, "never");
        rolledBack.rollback();
      }
      await(write(system, "after-" + i, "line"));
    }
    Awaitility.await().atMost(Duration.ofSeconds(5)).until(() -> seen.count() == 11);
    assertThat(seen.missedOrRepeated()).isZero();
  }

  @Test
  void transactionsAreOrderedAsNumbersAndNotAsText() throws SQLException {
    await(writeAll(system, "a", 2));
    try (Connection connection = address.connect();
        var statement = connection.createStatement()) {
      statement.executeUpdate(
          "update order_journal.event_journal set tx = (8 + sequence_number)::text::xid8");
    }

    startView(system);

    Awaitility.await().until(() -> seen.count() >= 2);
    assertThat(seen.count()).isEqualTo(2);
    assertThat(seen.missedOrRepeated()).isZero();
    assertThat(seen.outOfOrder()).isZero();
  }

  @Test
  void aRestartGoesOnWhereTheLastPageEnded() {
    var first = startView(system);
    await(write(system, "a", "before"));
    Awaitility.await().until(() -> seen.count() == 1);
    first.tell(ProjectionBehavior.stopMessage());
    await(write(system, "b", "while nobody looked"));

    startView(system);

    Awaitility.await().until(() -> seen.count() == 2);
    assertThat(seen.missedOrRepeated()).isZero();
  }

  @Test
  void aJournalThatWentBackIsNotFollowed() {
    var first = startView(system);
    await(write(system, "a", "lost when the journal was restored"));
    Awaitility.await().until(() -> seen.count() == 1);
    first.tell(ProjectionBehavior.stopMessage());
    Awaitility.await().until(() -> !system.isAlive(first));
    TestDatabase.execute(address, "delete from order_journal.event_journal");
    await(write(system, "b", "written since"));

    startView(system);

    Awaitility.await()
        .during(Duration.ofSeconds(2))
        .atMost(Duration.ofSeconds(20))
        .until(() -> seen.count() == 1);
    TestDatabase.execute(address, "delete from view.pekko_projection_offset_store");
    Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> seen.count() == 2);
  }

  /** As when a node was paused, and goes on before it learns that another has its work. */
  @Test
  void whatTwoNodesFollowAtOnceIsSeenOnce() {
    try (var other = new TestSystem(address)) {
      startView(system);
      startView(other);
      for (int round = 0; round < 20; round++) {
        for (int i = 0; i < 10; i++) {
          await(write(system, "a-" + round + "-" + i, "line"));
        }
      }
      Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> seen.count() == 200);
    }
    assertThat(seen.missedOrRepeated()).isZero();
  }

  @Test
  void aPageThatCannotBeHandledIsNotCounted() {
    var feed = new Feed<>(system.system(), VIEW, JOURNAL, String.class, FeedSettings.DEFAULT);
    system.spawn(
        Projections.behavior(
            system.system(),
            VIEW,
            feed,
            () ->
                (_, _) -> {
                  throw new SQLException("as on a value that is too long");
                }));
    await(write(system, "a", "line"));
    Awaitility.await().until(() -> lagMillis(system) > 2_000);
    assertThat(Feeds.of(system.system()).states())
        .filteredOn(state -> state.name().equals(VIEW))
        .allMatch(state -> state.events() == 0);
  }

  @Test
  void whoIsToldKeepsNoViewWaiting() {
    var isAnswered = new CompletableFuture<Void>();
    List<String> told = new CopyOnWriteArrayList<>();
    startView(system);
    startTelling(page -> {
      page.events().forEach(event -> told.add(event.persistenceId()));
      isAnswered.join();
    });
    await(write(system, "a", "line"));
    Awaitility.await().until(() -> told.size() == 1);

    await(write(system, "b", "line"));

    Awaitility.await().until(() -> seen.count() == 2);
    assertThat(told).containsExactly("a");
    isAnswered.complete(null);
    Awaitility.await().until(() -> told.equals(List.of("a", "b")));
  }

  @Test
  void aPageThatNobodyAnswersIsToldAgainAndNothingBehindItBefore() {
    List<String> told = new CopyOnWriteArrayList<>();
    var telling =
        startTelling(page -> {
          page.events().forEach(event -> told.add(event.persistenceId()));
          if (told.size() < 3) {
            throw new IllegalStateException("as when an entity does not answer");
          }
        });
    await(write(system, "a", "line"));
    Awaitility.await().until(() -> told.size() == 3);
    await(write(system, "b", "line"));
    Awaitility.await().until(() -> told.size() == 4);
    telling.tell(ProjectionBehavior.stopMessage());
    Awaitility.await().until(() -> !system.isAlive(telling));

    startTelling(page -> page.events().forEach(event -> told.add(event.persistenceId())));
    await(write(system, "c", "line"));

    Awaitility.await().until(() -> told.size() == 5);
    assertThat(told).containsExactly("a", "a", "a", "b", "c");
  }

  @Test
  void twoNodesWriteTenThousandEventsAndEachIsSeenOnceAndInOrder() {
    try (var other = new TestSystem(address)) {
      startView(system);
      var replies = new ArrayList<CompletionStage<Done>>();
      for (int round = 0; round < 5; round++) {
        for (int i = 0; i < 100; i++) {
          replies.add(writeAll(system, "here-" + round + "-" + i, 10));
          replies.add(writeAll(other, "there-" + round + "-" + i, 10));
        }
      }
      replies.forEach(TestSystem::await);
      Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> seen.count() == 10_000);
    }
    assertThat(seen.missedOrRepeated()).isZero();
    assertThat(seen.outOfOrder()).isZero();
  }

  private static ActorRef<ProjectionBehavior.Command> startView(TestSystem system) {
    var feed = new Feed<>(system.system(), VIEW, JOURNAL, String.class, FeedSettings.DEFAULT);
    return system.spawn(Projections.behavior(system.system(), VIEW, feed, () -> SeenView::handle));
  }

  private ActorRef<ProjectionBehavior.Command> startTelling(FeedTeller<String> teller) {
    var feed = new Feed<>(system.system(), TOLD, JOURNAL, String.class, FeedSettings.DEFAULT);
    return system.spawn(Projections.telling(system.system(), TOLD, feed, teller, Pool.VIEW));
  }

  private static CompletionStage<Done> write(TestSystem system, String id, String line) {
    var notebook = system.spawn(Notebook.create(JOURNAL, id));
    return system.ask(notebook, replyTo -> new Notebook.Write(line, replyTo));
  }

  private static CompletionStage<Done> writeAll(TestSystem system, String id, int count) {
    PVector<String> lines =
        IntStream.range(0, count)
            .mapToObj(i -> "line " + i)
            .collect(Collectors.collectingAndThen(Collectors.toList(), TreePVector::from));
    var notebook = system.spawn(Notebook.create(JOURNAL, id));
    return system.ask(notebook, replyTo -> new Notebook.WriteAll(lines, replyTo));
  }

  private static long lagMillis(TestSystem system) {
    return Feeds.of(system.system()).states().stream()
        .filter(state -> state.name().equals(VIEW))
        .mapToLong(FeedState::lagMillis)
        .sum();
  }

  private static void copySample(Connection connection, String id) throws SQLException {
    try (var copy =
        connection.prepareStatement(
            "insert into order_journal.event_journal (persistence_id, sequence_number, writer,"
                + " write_timestamp, adapter_manifest, event_ser_id, event_ser_manifest,"
                + " event_payload) select ?, 1, writer, write_timestamp, adapter_manifest,"
                + " event_ser_id, event_ser_manifest, event_payload"
                + " from order_journal.event_journal where persistence_id = 'sample'")) {
      copy.setString(1, id);
      assertThat(copy.executeUpdate()).isEqualTo(1);
    }
  }

  private long orderingOf(String id) throws SQLException {
    try (Connection connection = address.connect()) {
      return orderingIn(connection, id);
    }
  }

  private static long orderingIn(Connection connection, String id) throws SQLException {
    try (var statement =
        connection.prepareStatement(
            "select ordering from order_journal.event_journal where persistence_id = ?")) {
      statement.setString(1, id);
      try (var row = statement.executeQuery()) {
        row.next();
        return row.getLong(1);
      }
    }
  }
}
