package crowdstart.payment;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import crowdstart.campaign.Fixture;
import crowdstart.order.OrderStage;
import crowdstart.testing.HandClock;
import crowdstart.testing.Journal;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/** One payment, with the test in the place of the provider and of the order. */
final class PaymentKit implements AutoCloseable {
  private static final long CALL_WAIT_SECONDS = 20;

  final HandClock clock = new HandClock(Fixture.NOW);
  final HandGateway gateway = new HandGateway();
  final Journal journal;
  final ActorTestKit kit;
  final TestProbe<ClusterSharding.ShardCommand> shard;
  private @Nullable ActorRef<PaymentMessage> entity;

  PaymentKit() {
    String name = "payment-" + UUID.randomUUID();
    kit = ActorTestKit.create(name, ConfigFactory.load("core-test"));
    journal = Journal.of(name);
    shard = kit.createTestProbe(ClusterSharding.ShardCommand.class);
  }

  ActorRef<PaymentMessage> entity() {
    if (entity == null) {
      PaymentSettings settings = new PaymentSettings(new Duties(gateway, gateway.orders()), clock);
      entity = kit.spawn(PaymentEntity.create(Fixture.order(1), shard.getRef(), settings));
    }
    return entity;
  }

  TestProbe<PaymentAnswer> ask(Function<ActorRef<PaymentAnswer>, PaymentMessage> message) {
    TestProbe<PaymentAnswer> probe = kit.createTestProbe(PaymentAnswer.class);
    entity().tell(message.apply(probe.getRef()));
    return probe;
  }

  TestProbe<PaymentAnswer> open() {
    return ask(replyTo -> new PaymentMessage.Open(PaymentSpec.TERMS, false, replyTo));
  }

  TestProbe<PaymentAnswer> hear(ProviderNews news) {
    return ask(replyTo -> new PaymentMessage.Hear(news, replyTo));
  }

  PaymentStage stage() {
    PaymentAnswer answer = ask(PaymentMessage.Read::new).receiveMessage();
    return ((PaymentAnswer.Found) answer).standing().stage();
  }

  void awaitStage(PaymentStage stage) {
    Awaitility.await().atMost(Duration.ofSeconds(20)).until(this::stage, stage::equals);
  }

  /** What is asked for next. */
  HandGateway.Call asked() {
    try {
      HandGateway.Call call = gateway.calls.poll(CALL_WAIT_SECONDS, TimeUnit.SECONDS);
      if (call == null) {
        throw new AssertionError("nothing was asked for");
      }
      return call;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  HandGateway.Call asked(Owed owed) {
    HandGateway.Call call = asked();
    assertThat(call.owed()).isEqualTo(owed);
    return call;
  }

  void answer(Owed owed, OwedAnswer answer) {
    asked(owed).answer().accept(answer);
  }

  void answer(Owed owed, ProviderNews news) {
    answer(owed, new OwedAnswer.News(news));
  }

  void secured() {
    TestProbe<PaymentAnswer> opener = open();
    answer(new Owed.CreateSetup(1, null), PaymentSpec.setup("seti_1", SetupStanding.Status.OPEN));
    opener.expectMessageClass(PaymentAnswer.Found.class);
    hear(PaymentSpec.setup("seti_1", SetupStanding.Status.SUCCEEDED))
        .expectMessageClass(PaymentAnswer.Found.class);
  }

  /** A confirmed order whose charge is made, and is about to be confirmed. */
  HandGateway.Call charging() {
    secured();
    answer(new Owed.ConfirmOrder(), new OwedAnswer.OrderStands(OrderStage.CONFIRMED));
    awaitStage(PaymentStage.PLEDGED);
    ask(PaymentMessage.Collect::new).expectMessageClass(PaymentAnswer.Found.class);
    HandGateway.Call create = asked();
    assertThat(create.owed()).isInstanceOf(Owed.CreateCharge.class);
    create
        .answer()
        .accept(new OwedAnswer.News(PaymentSpec.charge("pi_1", ChargeStanding.Status.OPEN, null)));
    return asked(new Owed.ConfirmCharge("pi_1", PaymentSpec.OTHER_CARD, 1));
  }

  void captured() {
    charging()
        .answer()
        .accept(
            new OwedAnswer.Confirmation(
                PaymentSpec.standing("pi_1", ChargeStanding.Status.SUCCEEDED, "ch_1")));
    awaitStage(PaymentStage.CAPTURED);
  }

  TestProbe<PaymentAnswer> giveBack(String refund, long amount) {
    return ask(replyTo -> new PaymentMessage.GiveBack(refund, amount, replyTo));
  }

  /** As by kill -9: what is under way is forgotten. */
  void crash() {
    ActorRef<PaymentMessage> old = entity();
    kit.stop(old, Duration.ofSeconds(20));
    entity = null;
    entity().tell(new PaymentMessage.Wake());
  }

  void awaitEnd() {
    kit.createTestProbe().expectTerminated(entity(), Duration.ofSeconds(20));
    entity = null;
  }

  List<Object> events() {
    return journal.events("payment|" + Fixture.order(1));
  }

  @Override
  public void close() {
    journal.release();
    kit.shutdownTestKit();
  }
}
