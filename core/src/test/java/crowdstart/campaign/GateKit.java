package crowdstart.campaign;

import com.typesafe.config.ConfigFactory;
import crowdstart.identity.CampaignId;
import crowdstart.testing.HandClock;
import crowdstart.testing.Journal;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.jspecify.annotations.Nullable;

/** One gate with its entity, on a journal and a clock in the test's hand. */
final class GateKit implements AutoCloseable {
  private static final Duration PATIENT = Duration.ofMinutes(1);

  final HandClock clock = new HandClock(Fixture.NOW);
  final Journal journal;
  final ActorTestKit kit;
  private final CampaignId campaign;
  private final int queueMax;
  private @Nullable ActorRef<GateMessage> gate;
  private long lastNumber;

  GateKit() {
    this(Fixture.CAMPAIGN, 1_000);
  }

  GateKit(CampaignId campaign, int queueMax) {
    this.campaign = campaign;
    this.queueMax = queueMax;
    String name = "gate-" + UUID.randomUUID();
    kit = ActorTestKit.create(name, ConfigFactory.load("core-test"));
    journal = Journal.of(name);
  }

  /** The answers to one batch, as they come. */
  final class Answers {
    private final TestProbe<BatchAnswers> probe = kit.createTestProbe(BatchAnswers.class);
    private final Map<Integer, StockAnswer> all = new TreeMap<>();
    private final int count;

    Answers(int count) {
      this.count = count;
    }

    /** All of them. */
    List<StockAnswer> get() {
      while (all.size() < count) {
        take();
      }
      return List.copyOf(all.values());
    }

    StockAnswer only() {
      return get().getFirst();
    }

    /** The next that are ready, by their place in the batch. */
    Map<Integer, StockAnswer> take() {
      BatchAnswers some = probe.receiveMessage();
      for (int i = 0; i < some.positions().size(); i++) {
        all.put(some.positions().get(i), some.answers().get(i));
      }
      return all;
    }
  }

  ActorRef<GateMessage> gate() {
    if (gate == null) {
      gate =
          kit.spawn(
              CampaignGate.create(
                  campaign,
                  new GateSettings(
                      Fixture.HOLD_DURATION,
                      queueMax,
                      GateSettings.BATCH_MAX,
                      clock,
                      GateObserver.NONE)));
    }
    return gate;
  }

  Answers send(StockCommand... commands) {
    return send(PATIENT, commands);
  }

  Answers send(Duration patience, StockCommand... commands) {
    Answers answers = new Answers(commands.length);
    List<Integer> patiences =
        Arrays.stream(commands).map(_ -> Math.toIntExact(patience.toMillis())).toList();
    gate()
        .tell(
            new GateMessage.Batch(
                ++lastNumber, List.of(commands), patiences, answers.probe.getRef()));
    return answers;
  }

  TestProbe<ManageAnswer> manage(ManageCommand command) {
    TestProbe<ManageAnswer> probe = kit.createTestProbe(ManageAnswer.class);
    gate().tell(new GateMessage.Manage(command, probe.getRef()));
    return probe;
  }

  ManageAnswer managed(ManageCommand command) {
    return manage(command).receiveMessage();
  }

  void launch(Tier... tiers) {
    CampaignDetails plain = Fixture.details(tiers);
    CampaignDetails details = Fixture.details(campaign, plain.fundingModel(), tiers);
    managed(new ManageCommand.Create(details));
    managed(new ManageCommand.Launch());
  }

  ReadAnswer read() {
    TestProbe<ReadAnswer> probe = kit.createTestProbe(ReadAnswer.class);
    gate().tell(new GateMessage.Read(probe.getRef()));
    return probe.receiveMessage();
  }

  CampaignStats stats() {
    return ((ReadAnswer.Found) read()).standing().stats();
  }

  /** The gate goes as a shard lets it go, and another one comes up. */
  void restart() {
    stop();
    gate();
  }

  void stop() {
    ActorRef<GateMessage> old = gate();
    old.tell(new GateMessage.Stop());
    kit.createTestProbe().expectTerminated(old, Duration.ofSeconds(20));
    gate = null;
  }

  /** The gate has ended by itself; the next message starts another. */
  void awaitEnd() {
    kit.createTestProbe().expectTerminated(gate(), Duration.ofSeconds(20));
    gate = null;
  }

  List<Object> events() {
    return journal.events("campaign|" + campaign);
  }

  /** The moves of each stored batch. */
  List<List<Move>> batches() {
    return events().stream()
        .filter(CampaignEvent.StockMoved.class::isInstance)
        .map(event -> ((CampaignEvent.StockMoved) event).moves())
        .toList();
  }

  /** The first row that the last recovery read. */
  long readFrom() {
    return journal.readFrom("campaign|" + campaign);
  }

  String plugin() {
    return String.valueOf(journal.plugin("campaign|" + campaign));
  }

  @Override
  public void close() {
    journal.release();
    kit.shutdownTestKit();
  }
}
