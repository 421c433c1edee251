package crowdstart.campaign;

import static crowdstart.campaign.Fixture.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What time alone brings to a gate (C3, C4), and its watchers. */
class GateTimeTest {
  private final GateKit gate = new GateKit();

  @BeforeEach
  void launch() {
    gate.launch(tier(EARLY, 500, null));
  }

  @AfterEach
  void close() {
    gate.close();
  }

  @Test
  void holdsRunOutThoughNobodyComes() {
    gate.send(place(1, EARLY, 1), place(2, EARLY, 1), confirm(2)).get();
    gate.clock.set(EXPIRES_AT);
    await().until(() -> gate.batches().size() == 2);
    assertThat(gate.batches().getLast()).containsExactly(new Move.Expired(order(1)));
    assertThat(gate.stats().orders()).isEqualTo(1);
  }

  @Test
  void closesAtItsDeadlineThoughNobodyComes() {
    gate.send(place(1, EARLY, 10), confirm(1), place(2, EARLY, 1)).get();
    gate.clock.set(DEADLINE.minusMillis(1));
    assertThat(gate.stats().state()).isEqualTo(Stage.LIVE);
    gate.clock.set(DEADLINE);
    await().until(() -> gate.events().getLast() instanceof CampaignEvent.Closed);
    assertThat(gate.events().getLast())
        .isEqualTo(new CampaignEvent.Closed(Stage.FUNDED, GOAL, DEADLINE));
    assertThat(gate.stats().held()).isZero();
  }

  @Test
  void closesOnceThoughTheClockGoesBack() {
    gate.clock.set(DEADLINE);
    await().until(() -> gate.events().getLast() instanceof CampaignEvent.Closed);
    gate.clock.set(DEADLINE.minus(Duration.ofHours(1)));
    assertThat(gate.send(place(1, EARLY, 1)).only())
        .isEqualTo(new StockAnswer.Refused(HoldRefusal.CAMPAIGN_NOT_LIVE));
    gate.clock.set(DEADLINE.plus(Duration.ofHours(1)));
    gate.restart();
    assertThat(gate.stats().state()).isEqualTo(Stage.UNFUNDED);
    assertThat(gate.events()).hasSize(3);
  }

  @Test
  void closesBeforeWhatWaits() {
    gate.clock.set(DEADLINE.minusSeconds(1));
    gate.send(place(1, EARLY, 1)).get();
    gate.journal.hold();
    gate.send(place(2, EARLY, 1));
    await().until(() -> gate.journal.waiting() == 1);
    GateKit.Answers late = gate.send(confirm(1));
    gate.clock.set(DEADLINE);
    gate.journal.release();
    assertThat(late.only()).isEqualTo(new StockAnswer.NotHeld());
    assertThat(gate.events()).contains(new CampaignEvent.Closed(Stage.UNFUNDED, 0, DEADLINE));
  }

  @Test
  void wakingFindsADeadlineThatPassedWhileNoNodeWasUp() {
    gate.stop();
    gate.clock.set(DEADLINE.plus(Duration.ofDays(2)));
    gate.gate().tell(new GateMessage.Wake());
    await().until(() -> gate.events().getLast() instanceof CampaignEvent.Closed);
  }

  @Test
  void watchersGetTheNewestValueAtMostTenTimesASecond() {
    TestProbe<CampaignStats> watcher = gate.kit.createTestProbe(CampaignStats.class);
    long started = System.nanoTime();
    gate.gate().tell(new GateMessage.Watch(watcher.getRef()));
    assertThat(watcher.receiveMessage().orders()).isZero();
    for (int i = 1; i <= 200; i++) {
      gate.send(place(i, EARLY, 1)).get();
    }
    long values = 0;
    CampaignStats last;
    do {
      CampaignStats next = watcher.receiveMessage();
      values++;
      last = next;
    } while (last.orders() < 200);
    // However long it took: the first change at once, and then one for each pace at most.
    long paces = (System.nanoTime() - started) / Watchers.PACE.toNanos();
    assertThat(values).isLessThanOrEqualTo(paces + 2);
    assertThat(last).isEqualTo(gate.stats());
  }

  @Test
  void whoUnwatchesHearsNoMore() {
    TestProbe<CampaignStats> watcher = gate.kit.createTestProbe(CampaignStats.class);
    TestProbe<CampaignStats> other = gate.kit.createTestProbe(CampaignStats.class);
    gate.gate().tell(new GateMessage.Watch(watcher.getRef()));
    gate.gate().tell(new GateMessage.Watch(other.getRef()));
    watcher.receiveMessage();
    other.receiveMessage();
    gate.gate().tell(new GateMessage.Unwatch(watcher.getRef()));
    gate.send(place(1, EARLY, 1)).get();
    assertThat(other.receiveMessage().orders()).isEqualTo(1);
    // Both would have been told in one go.
    watcher.expectNoMessage(Duration.ZERO);
  }

  @Test
  void aWatchThatIsNotRenewedEnds() {
    Watchers watchers = new Watchers();
    TestProbe<CampaignStats> watcher = gate.kit.createTestProbe(CampaignStats.class);
    watchers.add(watcher.getRef(), 0);
    watchers.forgetExpired(Watchers.LEASE.toNanos());
    assertThat(watchers.isEmpty()).isFalse();
    watchers.add(watcher.getRef(), Watchers.LEASE.toNanos());
    watchers.forgetExpired(2 * Watchers.LEASE.toNanos());
    assertThat(watchers.isEmpty()).isFalse();
    watchers.forgetExpired(2 * Watchers.LEASE.toNanos() + 1);
    assertThat(watchers.isEmpty()).isTrue();
  }

  @Test
  void aSnapshotAndItsTailSayTheSame() {
    gate.send(place(1, EARLY, 1)).get();
    StockCommand[] toAndFro = new StockCommand[1_000];
    for (int i = 0; i < toAndFro.length; i += 2) {
      toAndFro[i] = place(2, EARLY, 1);
      toAndFro[i + 1] = release(2);
    }
    int cost = SnapshotPace.COST_OF_EVENT + toAndFro.length;
    for (int sum = 0; sum <= SnapshotPace.COST_MIN_IN_SURGE; sum += cost) {
      gate.send(toAndFro).get();
    }
    gate.send(place(3, EARLY, 2), confirm(3)).get();
    List<CampaignStats.TierStats> before = gate.stats().tiers();
    gate.restart();
    assertThat(gate.stats().tiers()).isEqualTo(before);
    assertThat(gate.readFrom()).as("the tail alone").isGreaterThan(20);
  }
}
