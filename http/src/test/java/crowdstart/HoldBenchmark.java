package crowdstart;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import crowdstart.campaign.CampaignDetails;
import crowdstart.campaign.CampaignGate;
import crowdstart.campaign.FundingModel;
import crowdstart.campaign.GateObserver;
import crowdstart.campaign.GateSettings;
import crowdstart.campaign.Line;
import crowdstart.campaign.ManageCommand;
import crowdstart.campaign.StockAnswer;
import crowdstart.campaign.StockCommand;
import crowdstart.campaign.StockDesk;
import crowdstart.campaign.Tier;
import crowdstart.checkout.Engine;
import crowdstart.database.EmbeddedPostgres;
import crowdstart.database.Migrations;
import crowdstart.database.PoolSizes;
import crowdstart.database.Pools;
import crowdstart.database.PoolsSetup;
import crowdstart.http.gateway.StripeGateway;
import crowdstart.http.gateway.StripeSettings;
import crowdstart.identity.BackerId;
import crowdstart.identity.CampaignId;
import crowdstart.identity.OrderId;
import crowdstart.identity.TierId;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Currency;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.LongAdder;
import org.apache.pekko.actor.BootstrapSetup;
import org.apache.pekko.actor.setup.ActorSystemSetup;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.cluster.Cluster;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * How many holds a second one campaign commits, in process, against the embedded PostgreSQL with
 * fsync on. Not a check: run it with {@code -Dtest=HoldBenchmark}.
 */
class HoldBenchmark {
  private static final int WAITING = 16_000;
  private static final int ROUNDS = 2;
  private static final Duration ROUND = Duration.ofSeconds(8);
  private static final int BACKERS = 50_000;
  private static final CampaignId CAMPAIGN = new CampaignId("local-" + "b".repeat(26));
  private static final TierId TIER = new TierId("lamp");

  @TempDir Path directory;

  @Test
  void holdsCommitted() throws Exception {
    try (EmbeddedPostgres postgres = EmbeddedPostgres.start(directory, 0)) {
      Migrations.run(postgres.address());
      try (Pools pools = new Pools(postgres.address(), PoolSizes.DEFAULT)) {
        CompletableFuture<Engine> engine = new CompletableFuture<>();
        CompletableFuture<ActorRef<StockDesk.Message>> desk = new CompletableFuture<>();
        ActorSystem<Void> system = start(pools, engine, desk);
        engine
            .join()
            .campaigns()
            .manage(CAMPAIGN, new ManageCommand.Create(details()))
            .toCompletableFuture()
            .join();
        engine
            .join()
            .campaigns()
            .manage(CAMPAIGN, new ManageCommand.Launch())
            .toCompletableFuture()
            .join();
        for (int round = 1; round <= ROUNDS; round++) {
          measure(desk.join(), round);
        }
        system.terminate();
        system.getWhenTerminated().toCompletableFuture().join();
      }
    }
  }

  private static ActorSystem<Void> start(
      Pools pools,
      CompletableFuture<Engine> engine,
      CompletableFuture<ActorRef<StockDesk.Message>> desk) {
    GateSettings gates =
        new GateSettings(
            Duration.ofMinutes(15),
            2 * WAITING,
            GateSettings.BATCH_MAX,
            InstantSource.system(),
            GateObserver.NONE);
    ActorSystem<Void> system =
        ActorSystem.create(
            Behaviors.setup(context -> {
              engine.complete(Engine.start(context, gates, WAITING, nobody()));
              ClusterSharding sharding = ClusterSharding.get(context.getSystem());
              desk.complete(
                  context.spawn(
                      StockDesk.create((campaign, batch) ->
                          sharding.entityRefFor(CampaignGate.TYPE, campaign.value()).tell(batch)),
                      "bench-desk"));
              return Behaviors.empty();
            }),
            "holds",
            ActorSystemSetup.create(
                BootstrapSetup.create(
                    ConfigFactory.parseString(
                            "pekko.remote.artery.canonical.port = 0\n"
                                + "pekko.coordinated-shutdown.exit-jvm = off")
                        .withFallback(ConfigFactory.load())),
                new PoolsSetup(pools)));
    Cluster cluster = Cluster.get(system.classicSystem());
    cluster.join(cluster.selfAddress());
    return system;
  }

  private static void measure(ActorRef<StockDesk.Message> desk, int round)
      throws InterruptedException {
    Semaphore room = new Semaphore(WAITING);
    LongAdder held = new LongAdder();
    LongAdder other = new LongAdder();
    long start = System.nanoTime();
    int number = 0;
    while (System.nanoTime() - start < ROUND.toNanos()) {
      room.acquire();
      number++;
      desk.tell(
          new StockDesk.Submit(
              CAMPAIGN,
              new StockCommand.PlaceHold(
                  new OrderId("local-%02d%024d".formatted(round, number)),
                  new BackerId("backer-" + number % BACKERS),
                  List.of(new Line(TIER, 1))),
              Duration.ofSeconds(20),
              answer -> {
                (answer instanceof StockAnswer.Held ? held : other).increment();
                room.release();
              }));
    }
    room.acquire(WAITING);
    double seconds = (System.nanoTime() - start) / 1e9;
    System.out.printf(
        "round %d: %,.0f holds committed a second (%,d in all, %d others)%n",
        round, held.sum() / seconds, held.sum(), other.sum());
    assertThat(other.sum()).isZero();
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

  /** Nobody pays here. */
  private static StripeGateway nobody() {
    return new StripeGateway(
        new StripeSettings("nobody", URI.create("http://127.0.0.1:1"), "sk_test_nobody"));
  }
}
