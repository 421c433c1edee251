package crowdstart;

import static org.assertj.core.api.Assertions.assertThat;

import crowdstart.campaign.CampaignDetails;
import crowdstart.campaign.FundingModel;
import crowdstart.campaign.GateObserver;
import crowdstart.campaign.GateSettings;
import crowdstart.campaign.Line;
import crowdstart.campaign.ManageCommand;
import crowdstart.campaign.Tier;
import crowdstart.checkout.Engine;
import crowdstart.database.EmbeddedPostgres;
import crowdstart.database.Migrations;
import crowdstart.database.PoolSizes;
import crowdstart.database.Pools;
import crowdstart.fulfilment.BatchAnswer;
import crowdstart.fulfilment.BatchCommand;
import crowdstart.fulfilment.BatchFilter;
import crowdstart.fulfilment.BatchStage;
import crowdstart.fulfilment.Fulfilment;
import crowdstart.fulfilment.ShipmentAnswer;
import crowdstart.fulfilment.ShipmentCommand;
import crowdstart.fulfilment.ShipmentStage;
import crowdstart.fulfilment.ShippingLabel;
import crowdstart.http.gateway.StripeGateway;
import crowdstart.http.gateway.StripeSettings;
import crowdstart.identity.BackerId;
import crowdstart.identity.BatchId;
import crowdstart.identity.CampaignId;
import crowdstart.identity.OrderId;
import crowdstart.identity.TierId;
import crowdstart.order.Address;
import crowdstart.order.Backer;
import crowdstart.order.OrderAnswer;
import crowdstart.order.OrderRequest;
import crowdstart.stream.FulfilmentSteps;
import crowdstart.view.BatchLists;
import crowdstart.view.Views;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.cluster.typed.Join;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A node goes down in the middle of a batch, twice: each of its steps is taken nevertheless. */
@Timeout(300)
class FulfilmentStreamTest {
  private static final Duration WAIT = Duration.ofSeconds(90);
  private static final int ORDERS = 150;
  private static final int WITH_ADDRESS = 140;
  private static final TierId TIER = new TierId("lamp");
  private static final CampaignId CAMPAIGN = new CampaignId("local-%026d".formatted(1));
  private static final BatchId BATCH = new BatchId("local-%026d".formatted(2));
  private static final Address ADDRESS =
      new Address("Lamp Street 1", null, "Hull", null, "HU1", "GB", null);

  /** One value: a repeat of its creation must say the same. */
  private static final CampaignDetails DETAILS = details();

  @TempDir Path directory;

  /** A node with what the stream is made of. */
  private record Running(
      ActorSystem<Void> system, Pools pools, Engine engine, Fulfilment fulfilment) {
    static Running start(EmbeddedPostgres postgres) {
      Pools pools = new Pools(postgres.address(), PoolSizes.DEFAULT);
      CompletableFuture<Engine> engine = new CompletableFuture<>();
      CompletableFuture<Fulfilment> fulfilment = new CompletableFuture<>();
      GateSettings gates =
          new GateSettings(
              Duration.ofMinutes(15),
              1_000,
              GateSettings.BATCH_MAX,
              InstantSource.system(),
              GateObserver.NONE);
      StripeGateway nobody =
          new StripeGateway(
              new StripeSettings("nobody", URI.create("http://127.0.0.1:1"), "sk_test_nobody"));
      ActorSystem<Void> system =
          ActorSystem.create(
              Behaviors.setup(context -> {
                Engine started = Engine.start(context, gates, 1_000, nobody);
                Fulfilment parcels = Fulfilment.start(context.getSystem(), InstantSource.system());
                Views.start(context.getSystem());
                FulfilmentSteps.start(context.getSystem(), started.orders(), parcels);
                engine.complete(started);
                fulfilment.complete(parcels);
                return Behaviors.empty();
              }),
              "parcels",
              LoneNode.setup(pools));
      Cluster cluster = Cluster.get(system);
      cluster.manager().tell(Join.create(cluster.selfMember().address()));
      return new Running(system, pools, engine.join(), fulfilment.join());
    }

    void crash() {
      system.terminate();
      system.getWhenTerminated().toCompletableFuture().join();
      pools.close();
    }
  }

  @Test
  void everyStepOfABatchIsTakenThroughTwoCrashes() {
    try (EmbeddedPostgres postgres = EmbeddedPostgres.start(directory, 0)) {
      Migrations.run(postgres.address());
      List<OrderId> orders =
          IntStream.range(0, ORDERS)
              .mapToObj(number -> new OrderId("local-%026d".formatted(1_000 + number)))
              .toList();
      Running first = Running.start(postgres);
      prepare(first, orders);
      BatchCommand open = new BatchCommand.Open(BATCH, CAMPAIGN, BatchFilter.ANY, orders);
      await(() -> done(first.fulfilment().batches().change(BATCH, open)));
      first.crash();

      Running second = Running.start(postgres);
      await(() -> count(second, orders, ShipmentStage.BATCHED) == ORDERS);
      BatchCommand lock = new BatchCommand.Lock(CAMPAIGN);
      await(() -> done(second.fulfilment().batches().change(BATCH, lock)));
      second.crash();

      Running third = Running.start(postgres);
      await(() ->
          join(third.fulfilment().batches().read(BATCH)) instanceof BatchAnswer.Found(var standing)
              && standing.stage() == BatchStage.LOCKED);
      assertThat(count(third, orders, ShipmentStage.BATCHED)).isEqualTo(WITH_ADDRESS);
      assertThat(count(third, orders, ShipmentStage.READY)).isEqualTo(ORDERS - WITH_ADDRESS);
      BatchLists lists = new BatchLists(third.pools());
      Optional<List<ShippingLabel>> labels =
          Awaitility.await()
              .atMost(WAIT)
              .until(() -> join(lists.labels(BATCH)), Optional::isPresent);
      assertThat(labels.orElseThrow())
          .extracting(label -> label.shipment().begun().order())
          .containsExactlyInAnyOrderElementsOf(orders.subList(0, WITH_ADDRESS));
      assertThat(labels.orElseThrow()).allMatch(label -> label.address().isLocked());
      third.crash();
    }
  }

  /** Confirmed orders that are paid for, most of them with an address. */
  private static void prepare(Running node, List<OrderId> orders) {
    await(() ->
        join(node.engine().campaigns().manage(CAMPAIGN, new ManageCommand.Create(DETAILS)))
            instanceof crowdstart.campaign.ManageAnswer.Done);
    await(() ->
        join(node.engine().campaigns().manage(CAMPAIGN, new ManageCommand.Launch()))
            instanceof crowdstart.campaign.ManageAnswer.Done);
    List<Line> lines = List.of(new Line(TIER, 1));
    for (int i = 0; i < orders.size(); i++) {
      OrderId order = orders.get(i);
      boolean hasAddress = i < WITH_ADDRESS;
      OrderRequest request =
          new OrderRequest(
              order,
              CAMPAIGN,
              new BackerId("backer" + i),
              new Backer("backer" + i + "@example.org", "A Backer", "GB"),
              lines,
              null);
      await(() ->
          join(node.engine().orders().place(request))
              instanceof crowdstart.order.PlaceAnswer.Placed);
      await(() -> join(node.engine().orders().confirm(order)) instanceof OrderAnswer.Found);
      await(() ->
          !hasAddress
              || join(node.engine().orders().giveAddress(order, ADDRESS))
                  instanceof OrderAnswer.Found);
      ShipmentCommand begin = new ShipmentCommand.Begin(order, CAMPAIGN, lines, "GB");
      await(() ->
          join(node.fulfilment().shipments().change(order, begin)) instanceof ShipmentAnswer.Found);
    }
  }

  private static long count(Running node, List<OrderId> orders, ShipmentStage stage) {
    return orders.stream()
        .map(order -> join(node.fulfilment().shipments().read(order)))
        .filter(answer ->
            answer instanceof ShipmentAnswer.Found(var standing) && standing.stage() == stage)
        .count();
  }

  private static boolean done(CompletionStage<BatchAnswer> answer) {
    return join(answer) instanceof BatchAnswer.Found;
  }

  private static void await(Callable<Boolean> condition) {
    Awaitility.await()
        .atMost(WAIT)
        .pollInterval(Duration.ofMillis(50))
        .pollDelay(Duration.ZERO)
        .until(condition);
  }

  private static <T> T join(CompletionStage<T> stage) {
    return stage.toCompletableFuture().join();
  }

  private static CampaignDetails details() {
    return new CampaignDetails(
        CAMPAIGN,
        "A lamp",
        "",
        "studio",
        Currency.getInstance("EUR"),
        1_000,
        Instant.now().plus(Duration.ofDays(1)),
        FundingModel.ALL_OR_NOTHING,
        List.of(new Tier(TIER, "Lamp", 100, null, null, null, null)));
  }
}
