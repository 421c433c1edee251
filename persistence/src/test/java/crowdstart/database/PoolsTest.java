package crowdstart.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

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

  @Test
  void anEmptyPoolAnswersWithAnErrorInTime() throws SQLException {
    var sizes = new PoolSizes(1, 1, 1, 1, 1, 1, 1, 1, 1);
    try (var pools = new Pools(TestDatabase.empty(), sizes);
        var _ = pools.source(Pool.VIEW).getConnection()) {
      assertThatThrownBy(() -> pools.source(Pool.VIEW).getConnection())
          .isInstanceOf(SQLException.class);
    }
  }
}
