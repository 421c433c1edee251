package crowdstart.order;

import com.typesafe.config.ConfigFactory;
import crowdstart.campaign.Fixture;
import crowdstart.campaign.PricedLine;
import crowdstart.campaign.StockAnswer;
import crowdstart.campaign.StockCommand;
import crowdstart.campaign.StockDesk;
import crowdstart.identity.OrderId;
import crowdstart.testing.HandClock;
import crowdstart.testing.Journal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;
import org.jspecify.annotations.Nullable;

/** One order, with the test in the place of the campaign. */
final class OrderKit implements AutoCloseable {
  final HandClock clock = new HandClock(Fixture.NOW);
  final Journal journal;
  final ActorTestKit kit;
  final TestProbe<StockDesk.Message> desk;
  final TestProbe<ClusterSharding.ShardCommand> shard;
  private final OrderId order;
  private @Nullable ActorRef<OrderMessage> entity;
  private int requests;

  /** So long that no test meets it by chance. */
  Duration stopPatience = Duration.ofMinutes(5);

  OrderKit() {
    this(Fixture.order(1));
  }

  OrderKit(OrderId order) {
    this.order = order;
    String name = "order-" + UUID.randomUUID();
    kit = ActorTestKit.create(name, ConfigFactory.load("core-test"));
    journal = Journal.of(name);
    desk = kit.createTestProbe(StockDesk.Message.class);
    shard = kit.createTestProbe(ClusterSharding.ShardCommand.class);
  }

  ActorRef<OrderMessage> entity() {
    if (entity == null) {
      OrderSettings usual = OrderSettings.of(kit.system(), desk.getRef(), clock);
      OrderSettings settings =
          new OrderSettings(
              usual.desk(),
              usual.stockPatience(),
              stopPatience,
              clock,
              usual.pluginConfig(),
              usual.rush());
      entity = kit.spawn(OrderEntity.create(order, shard.getRef(), settings));
    }
    return entity;
  }

  /** Each is a request of its own; the first has the number that a sample's order is placed by. */
  TestProbe<PlaceAnswer> place(OrderRequest request) {
    return place(request, OrderSpec.REQUEST + requests++);
  }

  TestProbe<PlaceAnswer> place(OrderRequest request, long number) {
    TestProbe<PlaceAnswer> probe = kit.createTestProbe(PlaceAnswer.class);
    entity().tell(new OrderMessage.Place(request, number, probe.getRef()));
    return probe;
  }

  TestProbe<OrderAnswer> ask(Function<ActorRef<OrderAnswer>, OrderMessage> message) {
    TestProbe<OrderAnswer> probe = kit.createTestProbe(OrderAnswer.class);
    entity().tell(message.apply(probe.getRef()));
    return probe;
  }

  TestProbe<OrderAnswer> cancel() {
    return ask(OrderMessage.Cancel::new);
  }

  TestProbe<OrderAnswer> confirm() {
    return ask(OrderMessage.Confirm::new);
  }

  /** Its hold has run out. */
  TestProbe<OrderAnswer> expire() {
    return expire(Fixture.EXPIRES_AT);
  }

  TestProbe<OrderAnswer> expire(Instant at) {
    return ask(replyTo -> new OrderMessage.Expire(at, replyTo));
  }

  OrderStage stage() {
    OrderAnswer answer = ask(OrderMessage.Read::new).receiveMessage();
    return ((OrderAnswer.Found) answer).standing().stage();
  }

  /** What the order asks of its campaign next. */
  StockDesk.Submit asked() {
    return desk.expectMessageClass(StockDesk.Submit.class);
  }

  StockCommand answerNext(StockAnswer answer) {
    StockDesk.Submit submit = asked();
    submit.answer().accept(answer);
    return submit.command();
  }

  static StockAnswer held(int quantity) {
    return new StockAnswer.Held(
        List.of(new PricedLine(Fixture.EARLY, quantity, Fixture.PRICE)),
        Fixture.EUR,
        Fixture.EXPIRES_AT);
  }

  /** An order of two that stands. */
  void placed() {
    TestProbe<PlaceAnswer> asker = place(OrderSpec.request(2));
    answerNext(held(2));
    asker.expectMessage(new PlaceAnswer.Placed(OrderSpec.placed(2), false));
  }

  void restart() {
    entity().tell(new OrderMessage.Stop());
    awaitEnd();
  }

  void awaitEnd() {
    ActorRef<OrderMessage> old = entity();
    kit.createTestProbe().expectTerminated(old, Duration.ofSeconds(20));
    entity = null;
  }

  List<Object> events() {
    return journal.events("order|" + order);
  }

  @Override
  public void close() {
    journal.release();
    kit.shutdownTestKit();
  }
}
