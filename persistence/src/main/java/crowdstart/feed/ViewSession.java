package crowdstart.feed;

import crowdstart.database.DatabaseException;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.apache.pekko.japi.function.Function;
import org.apache.pekko.projection.jdbc.JdbcSession;

/** One transaction of a projection, on a connection of the views' pool. */
final class ViewSession implements JdbcSession {

  private final Connection connection;

  ViewSession(DataSource source) {
    try {
      this.connection = source.getConnection();
      this.connection.setAutoCommit(false);
    } catch (SQLException e) {
      throw new DatabaseException("no connection for a view: " + e.getMessage(), e);
    }
  }

  Connection connection() {
    return connection;
  }

  @Override
  public <R> R withConnection(Function<Connection, R> work) throws Exception {
    return work.apply(connection);
  }

  @Override
  public void commit() throws SQLException {
    connection.commit();
  }

  @Override
  public void rollback() throws SQLException {
    connection.rollback();
  }

  /** Gives the connection back, which restores its auto-commit. */
  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
