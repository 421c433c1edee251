package crowdstart.journal;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.Config;
import crowdstart.campaign.CampaignState;
import crowdstart.database.DatabaseAddress;
import crowdstart.database.SlickPools;
import crowdstart.database.TestDatabase;
import crowdstart.journal.stored.StoredStates;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.persistence.SnapshotMetadata;
import org.apache.pekko.persistence.jdbc.config.SnapshotConfig;
import org.apache.pekko.serialization.SerializationExtension;
import org.apache.pekko.stream.Materializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import scala.concurrent.Await;
import scala.concurrent.duration.FiniteDuration;

@Timeout(60)
class BackgroundSnapshotDaoTest {
  private static final String LOCK = "lock table campaign_journal.snapshot in exclusive mode";
  private static final CampaignState STATE = StoredStates.live();

  private final DatabaseAddress address = TestDatabase.migrated();
  private final TestSystem system = new TestSystem(address);
  private final BackgroundSnapshotDao snapshots = dao(system.system().classicSystem());

  @AfterEach
  void stop() {
    system.close();
  }

  @Test
  void nobodyWaitsForASnapshotAndTheNewestIsStored() throws SQLException {
    try (Connection slow = address.connect()) {
      slow.setAutoCommit(false);
      try (var statement = slow.createStatement()) {
        statement.execute(LOCK);
      }
      for (int number = 1; number <= 5; number++) {
        assertThat(snapshots.save(metadata("a", number), STATE).isCompleted()).isTrue();
      }
      assertThat(snapshots.save(metadata("b", 1), STATE).isCompleted()).isTrue();
      slow.rollback();
    }
    Awaitility.await().until(() -> stored().equals(List.of("a 5", "b 1")));
  }

  @Test
  void whatIsStoredIsFoundAndOlderOnesAreGone() throws Exception {
    snapshots.save(metadata("a", 10), STATE);
    Awaitility.await().until(() -> stored().equals(List.of("a 10")));
    snapshots.save(metadata("a", 20), STATE);
    Awaitility.await().until(() -> stored().equals(List.of("a 20")));
    var found =
        Await.result(snapshots.latestSnapshot("a"), new FiniteDuration(10, TimeUnit.SECONDS));
    assertThat(found.get()._2()).isEqualTo(STATE);
  }

  @Test
  void oneThatCannotBeStoredHoldsUpNoOther() {
    snapshots.save(metadata("a", 1), new Object());
    snapshots.save(metadata("b", 1), STATE);
    Awaitility.await().until(() -> stored().equals(List.of("b 1")));
  }

  private List<String> stored() throws SQLException {
    List<String> found = new ArrayList<>();
    try (Connection connection = address.connect();
        var statement = connection.createStatement();
        var rows =
            statement.executeQuery(
                "select persistence_id, sequence_number from campaign_journal.snapshot"
                    + " order by persistence_id, sequence_number")) {
      while (rows.next()) {
        found.add(rows.getString(1) + " " + rows.getLong(2));
      }
    }
    return found;
  }

  private static SnapshotMetadata metadata(String id, long number) {
    return new SnapshotMetadata(id, number, number);
  }

  private static BackgroundSnapshotDao dao(ActorSystem system) {
    Config config = system.settings().config().getConfig("campaign-snapshots");
    var slick = new SlickPools(system).database(config);
    return new BackgroundSnapshotDao(
        slick.database(),
        slick.profile(),
        new SnapshotConfig(config),
        SerializationExtension.get(system),
        system.dispatcher(),
        Materializer.matFromSystem(system));
  }
}
