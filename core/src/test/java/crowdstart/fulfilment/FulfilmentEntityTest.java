package crowdstart.fulfilment;

import static crowdstart.fulfilment.ShipmentSpec.*;
import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import crowdstart.campaign.Fixture;
import crowdstart.testing.HandClock;
import crowdstart.testing.Journal;
import crowdstart.testing.Journal.Fault;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Shipments and batches between their askers and their journal. */
class FulfilmentEntityTest {
  private static final String SHIPMENT = "shipment|" + Fixture.order(1);
  private static final String BATCH = "batch|" + ONE;

  private final String name = "fulfilment-" + UUID.randomUUID();
  private final ActorTestKit kit = ActorTestKit.create(name, ConfigFactory.load("core-test"));
  private final Journal journal = Journal.of(name);
  private final HandClock clock = new HandClock(Fixture.NOW);
  private final FulfilmentSettings settings = FulfilmentSettings.of(kit.system(), clock);
  private final TestProbe<ClusterSharding.ShardCommand> shard =
      kit.createTestProbe(ClusterSharding.ShardCommand.class);
  private ActorRef<ShipmentMessage> shipment = spawnShipment();

  @AfterEach
  void close() {
    journal.release();
    kit.shutdownTestKit();
  }

  private ActorRef<ShipmentMessage> spawnShipment() {
    return kit.spawn(ShipmentEntity.create(Fixture.order(1), shard.getRef(), settings));
  }

  @Test
  void answersBehindTheCommitAndStandsBehindARestart() {
    assertThat(stage(change(begin()))).isEqualTo(ShipmentStage.READY);
    assertThat(journal.events(SHIPMENT)).containsExactly(BEGUN);
    assertThat(journal.plugin(SHIPMENT)).isEqualTo("fulfilment-journal");
    change(new ShipmentCommand.Batch(ONE));
    change(new ShipmentCommand.Lock(ONE));
    restart();
    assertThat(stage(change(begin()))).as("the first answer").isEqualTo(ShipmentStage.BATCHED);
    assertThat(change(ship()))
        .isEqualTo(
            new ShipmentAnswer.Found(
                new ShipmentStanding(
                    (ShipmentEvent.Begun) BEGUN,
                    ShipmentStage.SHIPPED,
                    Fixture.NOW,
                    false,
                    ONE,
                    POST)));
    assertThat(change(new ShipmentCommand.Cancel())).isInstanceOf(ShipmentAnswer.Refused.class);
    shard.expectNoMessage(Duration.ZERO);
    change(giveBack());
    shard.expectMessageClass(ClusterSharding.Passivate.class);
    assertThat(journal.events(SHIPMENT)).hasSize(5);
  }

  @Test
  void nothingCanBeAskedOfAShipmentThatIsNot() {
    assertThat(change(ship())).isEqualTo(new ShipmentAnswer.NotFound());
    shard.expectMessageClass(ClusterSharding.Passivate.class);
    assertThat(read()).isEqualTo(new ShipmentAnswer.NotFound());
    assertThat(journal.events(SHIPMENT)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(names = {"LOST", "STORED_UNKNOWN"})
  void aCommitWhoseOutcomeNobodyKnowsIsUnknownAndARepeatFindsOne(Fault fault) {
    journal.failNext(fault);
    assertThat(change(begin())).isEqualTo(new ShipmentAnswer.Unknown());
    assertThat(stage(change(begin()))).isEqualTo(ShipmentStage.READY);
    journal.failNext(fault);
    assertThat(change(ship())).isEqualTo(new ShipmentAnswer.Unknown());
    assertThat(stage(change(ship()))).isEqualTo(ShipmentStage.SHIPPED);
    assertThat(journal.events(SHIPMENT)).hasSize(2);
  }

  @Test
  void aRejectedCommitIsUnknown() {
    journal.failNext(Fault.REJECTED);
    assertThat(change(begin())).isEqualTo(new ShipmentAnswer.Unknown());
  }

  @Test
  void askersWhoComeDuringACommitAreAnsweredBehindIt() {
    journal.hold();
    TestProbe<ShipmentAnswer> first = ask(begin());
    TestProbe<ShipmentAnswer> second = ask(begin());
    first.expectNoMessage(Duration.ZERO);
    journal.release();
    assertThat(stage(first.receiveMessage())).isEqualTo(ShipmentStage.READY);
    assertThat(stage(second.receiveMessage())).isEqualTo(ShipmentStage.READY);
    assertThat(journal.events(SHIPMENT)).hasSize(1);
  }

  @ParameterizedTest
  @EnumSource(names = {"LOST", "STORED_UNKNOWN"})
  void aBatchRests(Fault fault) {
    BatchCommand open =
        new BatchCommand.Open(
            ONE, Fixture.CAMPAIGN, BatchFilter.ANY, List.of(Fixture.order(1), Fixture.order(2)));
    ActorRef<BatchMessage> batch = kit.spawn(BatchEntity.create(ONE, shard.getRef(), settings));
    TestProbe<BatchAnswer> asker = kit.createTestProbe(BatchAnswer.class);
    journal.failNext(fault);
    batch.tell(new BatchMessage.Change(open, asker.getRef()));
    asker.expectMessage(new BatchAnswer.Unknown());
    batch.tell(new BatchMessage.Change(open, asker.getRef()));
    assertThat(asker.receiveMessage()).isInstanceOf(BatchAnswer.Found.class);
    shard.expectMessageClass(ClusterSharding.Passivate.class);
    batch.tell(new BatchMessage.Stop());
    kit.createTestProbe().expectTerminated(batch, Duration.ofSeconds(20));
    batch = kit.spawn(BatchEntity.create(ONE, shard.getRef(), settings));
    batch.tell(new BatchMessage.ReadOrders(asker.getRef()));
    asker.expectMessage(new BatchAnswer.Chosen(List.of(Fixture.order(1), Fixture.order(2))));
    assertThat(journal.events(BATCH)).hasSize(1);
  }

  private void restart() {
    shipment.tell(new ShipmentMessage.Stop());
    kit.createTestProbe().expectTerminated(shipment, Duration.ofSeconds(20));
    shipment = spawnShipment();
  }

  private TestProbe<ShipmentAnswer> ask(ShipmentCommand command) {
    TestProbe<ShipmentAnswer> asker = kit.createTestProbe(ShipmentAnswer.class);
    shipment.tell(new ShipmentMessage.Change(command, asker.getRef()));
    return asker;
  }

  private ShipmentAnswer change(ShipmentCommand command) {
    return ask(command).receiveMessage();
  }

  private ShipmentAnswer read() {
    TestProbe<ShipmentAnswer> asker = kit.createTestProbe(ShipmentAnswer.class);
    shipment.tell(new ShipmentMessage.Read(asker.getRef()));
    return asker.receiveMessage();
  }

  private static ShipmentStage stage(ShipmentAnswer answer) {
    return ((ShipmentAnswer.Found) answer).standing().stage();
  }
}
