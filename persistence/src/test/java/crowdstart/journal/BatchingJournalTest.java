package crowdstart.journal;

import static crowdstart.journal.TestSystem.await;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import crowdstart.database.DatabaseAddress;
import crowdstart.database.TestDatabase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.pekko.Done;
import org.apache.pekko.actor.typed.ActorRef;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.pcollections.PVector;
import org.pcollections.TreePVector;

@Timeout(120)
class BatchingJournalTest {

  private static final String JOURNAL = "order-journal";
  private static final String TABLE = "order_journal.event_journal";
  private static DatabaseAddress address = TestDatabase.empty();

  private TestSystem system = new TestSystem(address);

  @BeforeAll
  static void migrate() {
    address = TestDatabase.migrated();
  }

  @BeforeEach
  void start() {
    system.close();
    system = new TestSystem(address);
  }

  @AfterEach
  void stop() {
    system.close();
  }

  @Test
  void whatWasWrittenIsReadBackByTheNextIncarnation() {
    var first = notebook("recovered");
    await(write(first, "one"));
    await(write(first, "Grüße, 世界, \uD83D\uDE80, \"quoted\", {a,b}, \\N"));
    await(write(first, ""));

    assertThat(read(again(first, "recovered")))
        .containsExactly("one", "Grüße, 世界, \uD83D\uDE80, \"quoted\", {a,b}, \\N", "");
  }

  @Test
  void anEntityWithMoreEventsThanAPageComesBackWhole() {
    var lines = lines(1_001);
    var first = notebook("long");
    await(system.<Notebook.Command, Done>ask(first, to -> new Notebook.WriteAll(lines, to)));

    assertThat(read(again(first, "long"))).isEqualTo(lines);
  }

  @Test
  void aBigEventIsKept() {
    String big = "x".repeat(10 << 20);
    var first = notebook("big");
    await(write(first, big));

    assertThat(read(again(first, "big"))).containsExactly(big);
  }

  @Test
  void manyEntitiesShareATransactionAndEachKeepsItsOwn() {
    int count = 2_000;
    var notebooks = IntStream.range(0, count).mapToObj(i -> notebook("many-" + i)).toList();
    var replies = new ArrayList<CompletionStage<Done>>();
    for (int i = 0; i < count; i++) {
      replies.add(write(notebooks.get(i), "line of " + i));
    }
    replies.forEach(TestSystem::await);

    JournalState state = state();
    assertThat(state.events()).isEqualTo(count);
    assertThat(state.commits()).isLessThan(count / 2);
    assertThat(state.queries()).isLessThan(count / 2);
    for (int i = 0; i < count; i += 97) {
      assertThat(read(again(notebooks.get(i), "many-" + i))).containsExactly("line of " + i);
    }
    assertThat(orderingFollowsSequence()).isZero();
  }

  @Test
  void aTakenSequenceNumberFailsOnlyItsOwnEntity() {
    var victim = notebook("victim");
    await(write(victim, "mine"));
    takeSequenceNumber("victim", 2);
    var neighbours = IntStream.range(0, 200).mapToObj(i -> notebook("beside-" + i)).toList();
    neighbours.forEach(neighbour -> assertThat(read(neighbour)).isEmpty());

    var replies = new ArrayList<CompletionStage<Done>>();
    neighbours.forEach(neighbour -> replies.add(write(neighbour, "before")));
    var lost = write(victim, "lost");
    replies.forEach(TestSystem::await);

    assertThat(TestDatabase.number(address, count("beside-%"))).isEqualTo(200);
    assertThat(lost.toCompletableFuture()).isNotCompletedExceptionally();
    // It starts again from what is stored, the other writer's event included, and carries on.
    assertThat(read(victim)).containsExactly("mine", "of another writer");
    await(write(victim, "after"));
    assertThat(read(again(victim, "victim"))).containsExactly("mine", "of another writer", "after");
    assertThat(state().failures()).isEqualTo(1);
  }

  @Test
  void aKilledConnectionFailsTheWriteAndTheEntityRecovers() {
    var notebook = notebook("cut-off");
    await(write(notebook, "before"));
    TestDatabase.execute(
        address,
        "select pg_terminate_backend(pid) from pg_stat_activity"
            + " where application_name = 'crowdstart order-journal'"
            + " and datname = current_database()");
    // The write that meets the dead connection has an unknown outcome; one sent later is stored.
    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .ignoreExceptions()
        .until(() -> write(notebook, "after").toCompletableFuture().get(1, SECONDS) != null);

    assertThat(read(again(notebook, "cut-off"))).startsWith("before").endsWith("after");
  }

  @Test
  void aFullQueueFailsTheWriteAtOnceAndTheEntityRecovers() {
    system.close();
    var overrides = ConfigFactory.parseString("order-journal { bufferSize = 1, parallelism = 1 }");
    system = new TestSystem(address, overrides);
    int count = 50;
    var notebooks = IntStream.range(0, count).mapToObj(i -> notebook("full-" + i)).toList();
    notebooks.forEach(notebook -> assertThat(read(notebook)).isEmpty());

    notebooks.forEach(notebook -> write(notebook, "first"));

    Awaitility.await().until(() -> state().failures() > 0);
    for (var notebook : notebooks) {
      assertThat(read(notebook)).hasSizeLessThanOrEqualTo(1);
    }
    Awaitility.await()
        .until(() -> TestDatabase.number(address, count("full-%")) + state().failures() == count);
  }

  private ActorRef<Notebook.Command> notebook(String id) {
    return system.spawn(Notebook.create(JOURNAL, id));
  }

  private ActorRef<Notebook.Command> again(ActorRef<Notebook.Command> old, String id) {
    old.tell(new Notebook.Stop());
    return notebook(id);
  }

  private CompletionStage<Done> write(ActorRef<Notebook.Command> notebook, String line) {
    return system.ask(notebook, replyTo -> new Notebook.Write(line, replyTo));
  }

  private List<String> read(ActorRef<Notebook.Command> notebook) {
    return await(system.<Notebook.Command, PVector<String>>ask(notebook, Notebook.Read::new));
  }

  private JournalState state() {
    return Journals.of(system.system()).states().stream()
        .filter(state -> state.name().equals(JOURNAL))
        .findFirst()
        .orElseThrow();
  }

  private static PVector<String> lines(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> "line " + i)
        .collect(Collectors.collectingAndThen(Collectors.toList(), TreePVector::from));
  }

  private static String count(String ids) {
    return "select count(*) from " + TABLE + " where persistence_id like '" + ids + "'";
  }

  private static long orderingFollowsSequence() {
    return TestDatabase.number(
        address,
        "select count(*) from %1$s a join %1$s b using (persistence_id) where".formatted(TABLE)
            + " a.sequence_number < b.sequence_number"
            + " and (a.tx, a.ordering) >= (b.tx, b.ordering)");
  }

  private static void takeSequenceNumber(String id, long number) {
    TestDatabase.execute(
        address,
        "insert into %s (persistence_id, sequence_number, writer, write_timestamp,".formatted(TABLE)
            + " adapter_manifest, event_ser_id, event_ser_manifest, event_payload)"
            + " select persistence_id, %d, 'another', write_timestamp,".formatted(number)
            + " adapter_manifest, event_ser_id, event_ser_manifest, 'of another writer'::bytea"
            + " from %s where persistence_id = '%s' and sequence_number = %d"
                .formatted(TABLE, id, number - 1));
  }
}
