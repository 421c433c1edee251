package crowdstart.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigFactory;
import crowdstart.campaign.Fixture;
import crowdstart.campaign.Stage;
import crowdstart.testing.HandClock;
import crowdstart.testing.Journal;
import crowdstart.testing.Journal.Fault;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A campaign's collection run: begun once (C1), paused and resumed. */
@Timeout(60)
class CollectionEntityTest {
  private static final CollectionEvent BEGUN = new CollectionEvent.Begun(Stage.FUNDED, Fixture.NOW);
  private static final CollectionEvent PAUSED = new CollectionEvent.Paused(Fixture.NOW);
  private static final CollectionEvent RESUMED = new CollectionEvent.Resumed(Fixture.NOW);

  private final String name = "collection-" + UUID.randomUUID();
  private final ActorTestKit kit = ActorTestKit.create(name, ConfigFactory.load("core-test"));
  private final Journal journal = Journal.of(name);
  private ActorRef<CollectionMessage> run = start();

  @AfterEach
  void close() {
    kit.shutdownTestKit();
  }

  @Test
  void theFirstOutcomeCounts() {
    assertThat(ask(CollectionMessage.Read::new)).isEqualTo(new CollectionAnswer.NotBegun());
    assertThat(ask(CollectionMessage.Pause::new)).isEqualTo(new CollectionAnswer.NotBegun());
    assertThat(begin(Stage.FUNDED)).isEqualTo(new CollectionAnswer.Found(Stage.FUNDED, false));
    assertThat(begin(Stage.CANCELLED)).isEqualTo(new CollectionAnswer.Found(Stage.FUNDED, false));
    assertThat(events()).containsExactly(BEGUN);
    assertThat(journal.plugin(id())).isEqualTo("payment-journal");
  }

  @Test
  void staysPausedUntilSomebodyResumesIt() {
    begin(Stage.FUNDED);
    CollectionAnswer paused = new CollectionAnswer.Found(Stage.FUNDED, true);
    assertThat(ask(CollectionMessage.Pause::new)).isEqualTo(paused);
    assertThat(ask(CollectionMessage.Pause::new)).isEqualTo(paused);
    assertThat(begin(Stage.FUNDED)).isEqualTo(paused);
    run.tell(new CollectionMessage.Stop());
    kit.createTestProbe().expectTerminated(run, Duration.ofSeconds(20));
    run = start();
    assertThat(ask(CollectionMessage.Read::new)).isEqualTo(paused);
    CollectionAnswer running = new CollectionAnswer.Found(Stage.FUNDED, false);
    assertThat(ask(CollectionMessage.Resume::new)).isEqualTo(running);
    assertThat(ask(CollectionMessage.Resume::new)).isEqualTo(running);
    assertThat(events()).containsExactly(BEGUN, PAUSED, RESUMED);
  }

  @ParameterizedTest
  @EnumSource(names = {"LOST", "STORED_UNKNOWN"})
  void aRepeatFindsOneOutcome(Fault fault) {
    journal.failNext(fault);
    TestProbe<CollectionAnswer> nobodyKnows = kit.createTestProbe(CollectionAnswer.class);
    run.tell(new CollectionMessage.Begin(Stage.FUNDED, nobodyKnows.getRef()));
    assertThat(begin(Stage.FUNDED)).isEqualTo(new CollectionAnswer.Found(Stage.FUNDED, false));
    assertThat(events()).containsExactly(BEGUN);
  }

  @Test
  void theImpossibleIsNotRead() {
    CollectionState absent = new CollectionState.Absent();
    CollectionState running = CollectionState.evolve(absent, BEGUN);
    for (CollectionEvent event : List.of(PAUSED, RESUMED)) {
      assertThatThrownBy(() -> CollectionState.evolve(absent, event))
          .isInstanceOf(IllegalStateException.class);
    }
    for (CollectionEvent event : List.of(BEGUN, RESUMED)) {
      assertThatThrownBy(() -> CollectionState.evolve(running, event))
          .isInstanceOf(IllegalStateException.class);
    }
  }

  private ActorRef<CollectionMessage> start() {
    return kit.spawn(CollectionEntity.create(Fixture.CAMPAIGN, new HandClock(Fixture.NOW)));
  }

  private CollectionAnswer begin(Stage outcome) {
    return ask(replyTo -> new CollectionMessage.Begin(outcome, replyTo));
  }

  private CollectionAnswer ask(Function<ActorRef<CollectionAnswer>, CollectionMessage> message) {
    TestProbe<CollectionAnswer> probe = kit.createTestProbe(CollectionAnswer.class);
    run.tell(message.apply(probe.getRef()));
    return probe.receiveMessage();
  }

  private List<Object> events() {
    return journal.events(id());
  }

  private static String id() {
    return "collection|" + Fixture.CAMPAIGN;
  }
}
