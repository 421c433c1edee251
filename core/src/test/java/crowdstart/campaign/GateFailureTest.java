package crowdstart.campaign;

import static crowdstart.campaign.Fixture.*;
import static org.assertj.core.api.Assertions.assertThat;

import crowdstart.testing.Journal;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A commit whose outcome nobody knows: the askers are told so, and a repeat finds one outcome. */
class GateFailureTest {
  private final GateKit gate = new GateKit();

  @BeforeEach
  void launch() {
    gate.launch(tier(EARLY, 3, null));
  }

  @AfterEach
  void close() {
    gate.close();
  }

  @ParameterizedTest
  @EnumSource(names = {"LOST", "STORED_UNKNOWN"})
  void aFailedCommitIsUnknownAndARepeatHoldsOnce(Journal.Fault fault) {
    gate.journal.failNext(fault);
    assertThat(gate.send(place(1, EARLY, 2), place(2, EARLY, 1)).get())
        .containsOnly(new StockAnswer.Unknown());
    assertThat(gate.send(place(1, EARLY, 2)).only())
        .isEqualTo(new StockAnswer.Held(List.of(priced(EARLY, 2)), EUR, EXPIRES_AT));
    CampaignStats stats = gate.stats();
    int others = fault == Journal.Fault.LOST ? 0 : 1;
    assertThat(stats.held()).isEqualTo((2 + others) * PRICE);
    assertThat(stats.orders()).isEqualTo(1 + others);
    assertThat(gate.batches()).hasSize(1);
  }

  @Test
  void theOrdersOfTheLastMinuteAreCountedOnce() {
    gate.send(place(1, EARLY, 1)).get();
    gate.journal.failNext(Journal.Fault.LOST);
    gate.send(place(2, EARLY, 1)).get();
    assertThat(gate.stats().ordersLastMinute()).isEqualTo(1);
    gate.restart();
    assertThat(gate.stats().ordersLastMinute()).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource(names = {"LOST", "STORED_UNKNOWN"})
  void aFailedEditIsUnknownAndMayBeRepeated(Journal.Fault fault) {
    gate.journal.failNext(fault);
    assertThat(gate.managed(title("Another"))).isEqualTo(new ManageAnswer.Unknown());
    assertThat(gate.managed(title("Another"))).isInstanceOf(ManageAnswer.Done.class);
    assertThat(gate.events()).hasSize(3);
  }

  /** Somebody else may have written the hold: a write would fail, and the state be read again. */
  @Test
  void thatAHoldIsGoneForAnOrderIsSaidBehindAWriteOnly() {
    int stored = gate.events().size();
    for (StockCommand asked : List.of(confirm(1), find(1))) {
      gate.journal.failNext(Journal.Fault.LOST);
      assertThat(gate.send(asked).only()).isEqualTo(new StockAnswer.Unknown());
      assertThat(gate.send(asked).only()).isEqualTo(new StockAnswer.NotHeld());
      assertThat(gate.events()).hasSize(++stored);
    }
    assertThat(gate.send(release(1)).only()).isEqualTo(new StockAnswer.NotHeld());
    assertThat(gate.events()).hasSize(stored);
  }

  @Test
  void severalFailuresInARowAreSurvived() {
    for (int i = 0; i < 3; i++) {
      gate.journal.failNext(Journal.Fault.LOST);
      assertThat(gate.send(place(1, EARLY, 1)).only()).isEqualTo(new StockAnswer.Unknown());
    }
    assertThat(gate.send(place(1, EARLY, 1)).only()).isInstanceOf(StockAnswer.Held.class);
  }

  @Test
  void aGateWhoseEntityHasEndedAnswersAndGoes() {
    gate.journal.failNext(Journal.Fault.REJECTED);
    assertThat(gate.send(place(1, EARLY, 1)).only()).isEqualTo(new StockAnswer.Unknown());
    gate.awaitEnd();
    assertThat(gate.send(place(1, EARLY, 1)).only()).isInstanceOf(StockAnswer.Held.class);
  }
}
