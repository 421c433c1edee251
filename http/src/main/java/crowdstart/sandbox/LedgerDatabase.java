package crowdstart.sandbox;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;

/** The sandbox's own PostgreSQL schema. What a transaction returned is committed. */
final class LedgerDatabase implements AutoCloseable {
  static final int CONNECTIONS_MAX = 8;
  static final int CONNECTION_TIMEOUT_MILLIS = 5_000;

  /** An advisory lock: several sandboxes that start at once make one schema. */
  private static final long SCHEMA_LOCK = 0x5a4d_b0c5L;

  private final HikariDataSource pool;

  /** Some work inside one transaction. */
  @FunctionalInterface
  interface Work<T> {
    T run(Connection connection) throws SQLException;
  }

  LedgerDatabase(SandboxSettings.Database address) {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(address.jdbcUrl());
    config.setUsername(address.user());
    config.setPassword(address.password());
    config.setMaximumPoolSize(CONNECTIONS_MAX);
    config.setMinimumIdle(1);
    config.setConnectionTimeout(CONNECTION_TIMEOUT_MILLIS);
    config.setAutoCommit(false);
    config.setPoolName("sandbox");
    // An answer is a promise that it is on disk, whatever the server's own setting says.
    config.setConnectionInitSql("set synchronous_commit = on");
    pool = new HikariDataSource(config);
    String schema = schema();
    run(connection -> {
      try (var statement = connection.createStatement()) {
        statement.execute("select pg_advisory_xact_lock(" + SCHEMA_LOCK + ")");
        return statement.execute(schema);
      }
    });
  }

  /** Commits when the work returns, and undoes it when the work throws. */
  <T> T run(Work<T> work) {
    try (Connection connection = pool.getConnection()) {
      boolean isDone = false;
      try {
        T result = work.run(connection);
        connection.commit();
        isDone = true;
        return result;
      } finally {
        if (!isDone) {
          connection.rollback();
        }
      }
    } catch (SQLException e) {
      throw new LedgerException(e);
    }
  }

  private static String schema() {
    try (InputStream resource = LedgerDatabase.class.getResourceAsStream("schema.sql")) {
      if (resource == null) {
        throw new IllegalStateException("schema.sql is missing");
      }
      return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    pool.close();
  }
}
