package crowdstart.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class MigrationsTest {

  private static final int NODES = 3;

  @Test
  void threeNodesMayStartAtOnce() throws InterruptedException, ExecutionException {
    DatabaseAddress address = TestDatabase.empty();
    try (var nodes = Executors.newFixedThreadPool(NODES)) {
      var runs =
          IntStream.range(0, NODES)
              .mapToObj(_ -> nodes.submit(() -> Migrations.run(address)))
              .toList();
      for (var run : runs) {
        run.get();
      }
    }
    assertThat(TestDatabase.number(address, "select count(*) from view.secret")).isEqualTo(1);
  }

  @Test
  void makesASecretThatStays() {
    DatabaseAddress address = TestDatabase.migrated();
    try (var pools = new Pools(address, PoolSizes.DEFAULT)) {
      byte[] first = Secrets.orderId(pools.source(Pool.VIEW));
      Migrations.run(address);
      assertThat(first).hasSize(32).isEqualTo(Secrets.orderId(pools.source(Pool.VIEW)));
      assertThat(first).isNotEqualTo(otherSecret());
    }
  }

  @Test
  void aJournalWithTransactionsOfAnotherServerIsRefused() {
    DatabaseAddress address = TestDatabase.migrated();
    TestDatabase.execute(
        address,
        "insert into order_journal.event_journal (persistence_id, sequence_number, writer,"
            + " write_timestamp, adapter_manifest, event_ser_id, event_ser_manifest,"
            + " event_payload, tx) values ('a', 1, '', 0, '', 1, '', '', '4000000000')");

    assertThatThrownBy(() -> Migrations.run(address))
        .isInstanceOf(DatabaseException.class)
        .hasMessageContaining("order_journal");
  }

  @Test
  void theCheckNamesWhatIsWrong() {
    DatabaseAddress address = TestDatabase.empty();
    String name = address.url().substring(address.url().lastIndexOf('/') + 1);
    TestDatabase.execute(address, "alter database " + name + " set synchronous_commit = off");
    TestDatabase.execute(
        address, "alter database " + name + " set default_transaction_read_only = on");

    assertThatThrownBy(() -> DatabaseCheck.run(address))
        .isInstanceOf(DatabaseException.class)
        .hasMessageContaining("synchronous_commit is off")
        .hasMessageContaining("read-only");
  }

  @Test
  void theCheckNamesAPlaceWhereNoDatabaseIs() {
    var nowhere = new DatabaseAddress("jdbc:postgresql://127.0.0.1:1/none", "nobody", "hidden");
    assertThatThrownBy(() -> DatabaseCheck.run(nowhere))
        .isInstanceOf(DatabaseException.class)
        .hasMessageContaining("127.0.0.1:1")
        .hasMessageNotContaining("hidden");
  }

  private static byte[] otherSecret() {
    try (var pools = new Pools(TestDatabase.migrated(), PoolSizes.DEFAULT)) {
      return Secrets.orderId(pools.source(Pool.VIEW));
    }
  }
}
