package crowdstart.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class PoolsTest {

  @Test
  void saysWhatEachPoolIsDoing() throws SQLException {
    try (var pools = new Pools(TestDatabase.empty(), PoolSizes.DEFAULT);
        var _ = pools.source(Pool.FEED).getConnection()) {
      assertThat(pools.states()).extracting(PoolState::name).contains("order-journal", "view");
      assertThat(pools.states())
          .filteredOn(state -> state.name().equals("feed"))
          .singleElement()
          .satisfies(state -> assertThat(state.active()).isEqualTo(1))
          .satisfies(state -> assertThat(state.size()).isEqualTo(PoolSizes.DEFAULT.feed()));
    }
  }

  @Test
  void everySessionHasItsLimits() throws SQLException {
    try (var pools = new Pools(TestDatabase.empty(), PoolSizes.DEFAULT);
        var connection = pools.source(Pool.ORDER_JOURNAL).getConnection();
        var statement = connection.createStatement();
        var row =
            statement.executeQuery(
                "select count(*) from pg_settings where setting::bigint > 0 and name in"
                    + " ('statement_timeout', 'lock_timeout',"
                    + " 'idle_in_transaction_session_timeout')")) {
      row.next();
      assertThat(row.getInt(1)).isEqualTo(3);
    }
  }

  @ParameterizedTest
  @CsvSource({"off, on", "local, on", "on, on", "remote_apply, remote_apply"})
  void noSettingOfTheDatabaseLetsASessionLoseWhatItCommits(String set, String kept)
      throws SQLException {
    DatabaseAddress address = TestDatabase.empty();
    String name = address.url().substring(address.url().lastIndexOf('/') + 1);
    TestDatabase.execute(address, "alter database " + name + " set synchronous_commit = " + set);
    try (var pools = new Pools(address, PoolSizes.DEFAULT);
        var connection = pools.source(Pool.ORDER_JOURNAL).getConnection();
        var statement = connection.createStatement();
        var row =
            statement.executeQuery(
                "select setting, source from pg_settings where name = 'synchronous_commit'")) {
      row.next();
      assertThat(row.getString(1)).isEqualTo(kept);
      // What comes from the session itself, no reload of the server's settings changes.
      assertThat(row.getString(2)).isEqualTo("session");
    }
  }

  @Test
  void aJournalWithADatabaseOfItsOwnIsWrittenAndFollowedThere() throws SQLException {
    DatabaseAddress main = TestDatabase.empty();
    DatabaseAddress own = TestDatabase.empty();
    var databases = new Databases(main, Map.of(Journal.ORDER, own, Journal.PAYMENT, main));
    try (var pools = new Pools(databases, PoolSizes.DEFAULT)) {
      assertThat(databaseOf(pools.source(Pool.ORDER_JOURNAL))).isEqualTo(own.url());
      assertThat(databaseOf(pools.reader(Journal.ORDER, Pool.FEED))).isEqualTo(own.url());
      assertThat(databaseOf(pools.reader(Journal.PAYMENT, Pool.FEED))).isEqualTo(main.url());
      assertThat(databaseOf(pools.source(Pool.CAMPAIGN_JOURNAL))).isEqualTo(main.url());
      assertThat(pools.states())
          .extracting(PoolState::name)
          .contains("order-feed")
          .doesNotContain("payment-feed");
    }
  }

  private static String databaseOf(DataSource source) throws SQLException {
    try (var connection = source.getConnection()) {
      return connection.getMetaData().getURL();
    }
  }

  @Test
  void anEmptyPoolAnswersWithAnErrorInTime() throws SQLException {
    var sizes = new PoolSizes(1, 1, 1, 1, 1, 1, 1, 1, 1, 1);
    try (var pools = new Pools(TestDatabase.empty(), sizes);
        var _ = pools.source(Pool.VIEW).getConnection()) {
      assertThatThrownBy(() -> pools.source(Pool.VIEW).getConnection())
          .isInstanceOf(SQLException.class);
    }
  }
}
