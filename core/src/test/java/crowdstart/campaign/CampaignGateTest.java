package crowdstart.campaign;

import static crowdstart.campaign.Fixture.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import crowdstart.identity.OrderId;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** The gate: one commit in flight, what waits travels together next, and everybody is answered. */
class CampaignGateTest {
  private static final StockAnswer UNKNOWN = new StockAnswer.Unknown();
  private static final StockAnswer SOLD_OUT = new StockAnswer.Refused(HoldRefusal.SOLD_OUT);

  private final GateKit gate = new GateKit(CAMPAIGN, 3);

  @BeforeEach
  void launch() {
    gate.launch(tier(EARLY, 3, null), tier(LATE, 1, null));
  }

  @AfterEach
  void close() {
    gate.close();
  }

  @Test
  void aBatchIsOneRowAndItsLaterCommandsSeeTheEarlierOnes() {
    assertThat(gate.send(place(1, EARLY, 3), place(2, EARLY, 1), release(1)).get())
        .containsExactly(held(3), SOLD_OUT, new StockAnswer.Released());
    assertThat(gate.events()).hasSize(3);
    assertThat(gate.batches()).hasSize(1);
  }

  @Test
  void whatWaitsForACommitIsCommittedTogether() {
    GateKit.Answers first = inFlight();
    GateKit.Answers second = gate.send(place(2, EARLY, 1));
    GateKit.Answers third = gate.send(place(3, EARLY, 1), place(4, EARLY, 1));
    gate.journal.release();
    assertThat(first.only()).isEqualTo(held(1));
    assertThat(second.only()).isEqualTo(held(1));
    assertThat(third.get()).containsExactly(held(1), SOLD_OUT);
    assertThat(gate.batches()).extracting(List::size).containsExactly(1, 2);
  }

  @Test
  void aFullQueueSaysSoAtOnceAndStillTakesWhatSettles() {
    GateKit.Answers first = inFlight();
    GateKit.Answers waiting = gate.send(place(2, EARLY, 1), place(3, EARLY, 1), place(4, EARLY, 1));
    StockAnswer overloaded = gate.send(place(5, EARLY, 1)).only();
    assertThat(overloaded)
        .isInstanceOfSatisfying(
            StockAnswer.Overloaded.class,
            answer -> assertThat(answer.retryAfterMillis()).isGreaterThanOrEqualTo(1_000));
    GateKit.Answers settling = gate.send(release(1), confirm(2), confirm(3));
    assertThat(gate.send(forget(9)).only())
        .as("twice the limit")
        .isInstanceOf(StockAnswer.Overloaded.class);
    gate.journal.release();
    assertThat(first.only()).isEqualTo(held(1));
    assertThat(waiting.get()).containsExactly(held(1), held(1), SOLD_OUT);
    assertThat(settling.get())
        .containsExactly(
            new StockAnswer.Released(), new StockAnswer.Confirmed(), new StockAnswer.Confirmed());
  }

  @Test
  void nobodyIsServedWhoHasStoppedWaiting() {
    GateKit.Answers first = inFlight();
    GateKit.Answers impatient = gate.send(Duration.ZERO, place(2, EARLY, 1));
    GateKit.Answers patient = gate.send(place(3, EARLY, 1));
    gate.journal.release();
    assertThat(first.only()).isEqualTo(held(1));
    assertThat(impatient.only()).isEqualTo(UNKNOWN);
    assertThat(patient.only()).isEqualTo(held(1));
    assertThat(holders()).containsExactly(order(1), order(3));
  }

  @Test
  void whatIsSoldOutIsAnsweredFromMemoryWhileACommitIsInFlight() {
    gate.send(place(1, LATE, 1), confirm(1)).get();
    inFlight(2);
    assertThat(gate.send(place(3, LATE, 1)).only()).isEqualTo(SOLD_OUT);
    assertThat(gate.journal.waiting()).isEqualTo(1);
  }

  @Test
  void stopAnswersAllAndAwaitsTheCommitInFlight() {
    GateKit.Answers first = inFlight();
    GateKit.Answers waiting = gate.send(place(2, EARLY, 1));
    var asked = gate.manage(title("Another"));
    gate.gate().tell(new GateMessage.Stop());
    assertThat(waiting.only()).isEqualTo(UNKNOWN);
    assertThat(asked.receiveMessage()).isEqualTo(new ManageAnswer.Unknown());
    assertThat(gate.send(place(3, EARLY, 1)).only()).isEqualTo(UNKNOWN);
    assertThat(gate.managed(title("Another"))).isEqualTo(new ManageAnswer.Unknown());
    gate.journal.release();
    assertThat(first.only()).isEqualTo(held(1));
    gate.awaitEnd();
    assertThat(holders()).containsExactly(order(1));
  }

  @Test
  void theCreatorGoesBeforeTheQueue() {
    inFlight();
    GateKit.Answers waiting = gate.send(place(2, EARLY, 1));
    var cancelled = gate.manage(new ManageCommand.Cancel());
    gate.journal.release();
    assertThat(cancelled.receiveMessage()).isInstanceOf(ManageAnswer.Done.class);
    assertThat(waiting.only()).isEqualTo(new StockAnswer.Refused(HoldRefusal.CAMPAIGN_NOT_LIVE));
  }

  @Test
  void aRestartChangesNothing() {
    gate.send(place(1, EARLY, 1), place(2, EARLY, 1), confirm(2)).get();
    CampaignStats before = gate.stats();
    gate.restart();
    CampaignStats after = gate.stats();
    assertThat(after.tiers()).isEqualTo(before.tiers());
    assertThat(after.version()).isEqualTo(before.version());
    assertThat(after.pledged()).isEqualTo(PRICE);
    assertThat(gate.send(place(1, EARLY, 1)).only()).isEqualTo(held(1));
    assertThat(gate.events()).as("a repeat is stored nowhere").hasSize(3);
  }

  @Test
  void readsNothingOfACampaignThatIsNot() {
    try (GateKit none = new GateKit(campaign("local", 2), 3)) {
      assertThat(none.read()).isEqualTo(new ReadAnswer.NotFound());
      assertThat(none.send(place(1, EARLY, 1), confirm(1)).get())
          .containsExactly(
              new StockAnswer.Refused(HoldRefusal.UNKNOWN_CAMPAIGN), new StockAnswer.NotHeld());
      assertThat(none.managed(new ManageCommand.Launch()))
          .isEqualTo(new ManageAnswer.Refused(new ManageRefusal.UnknownCampaign()));
      assertThat(none.events()).isEmpty();
    }
  }

  @Test
  void aWarmUpLeavesNoTraceInTheJournal() {
    assertThat(gate.plugin()).isEqualTo("campaign-journal");
    try (GateKit warmUp = new GateKit(campaign("warmup", 1), 3)) {
      warmUp.launch(tier(EARLY, 3, null));
      assertThat(warmUp.plugin()).isEqualTo("warmup-journal");
    }
  }

  /** There is no store for one, and the log would say so. */
  @Test
  void aWarmUpTakesNoSnapshot() {
    Logger log = (Logger) LoggerFactory.getLogger("org.apache.pekko.persistence.typed");
    ListAppender<ILoggingEvent> said = new ListAppender<>();
    said.start();
    log.setLevel(Level.WARN);
    log.addAppender(said);
    try (GateKit warmUp = new GateKit(campaign("warmup", 1), 2_000)) {
      warmUp.launch(tier(EARLY, 3, null));
      StockCommand[] toAndFro = new StockCommand[1_000];
      for (int i = 0; i < toAndFro.length; i += 2) {
        toAndFro[i] = place(1, EARLY, 1);
        toAndFro[i + 1] = release(1);
      }
      for (int moves = 0; moves <= SnapshotPace.COST_MIN_IN_SURGE; moves += toAndFro.length) {
        warmUp.send(toAndFro).get();
      }
      warmUp.restart();
      assertThat(warmUp.stats().orders()).isZero();
    } finally {
      log.detachAppender(said);
      log.setLevel(null);
    }
    assertThat(said.list).isEmpty();
  }

  private GateKit.Answers inFlight() {
    return inFlight(1);
  }

  private GateKit.Answers inFlight(int order) {
    gate.journal.hold();
    GateKit.Answers answers = gate.send(place(order, EARLY, 1));
    await().until(() -> gate.journal.waiting() == 1);
    return answers;
  }

  private List<OrderId> holders() {
    return gate.batches().stream()
        .flatMap(List::stream)
        .filter(Move.Held.class::isInstance)
        .map(Move::order)
        .toList();
  }

  private static StockAnswer held(int quantity) {
    return new StockAnswer.Held(List.of(priced(EARLY, quantity)), EUR, EXPIRES_AT);
  }
}
