package crowdstart.loadtest.fault;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** What an administrator, or another program, can do to a running PostgreSQL. */
final class DatabaseFaults {
  /** Above what the server allows. */
  private static final int CONNECTIONS_MAX = 300;

  /** From this strength on, one backend dies as of a crash, which takes all others with it. */
  private static final int CRASH_STRENGTH = 80;

  private static final String[] TABLES = {
    "campaign_journal.event_journal",
    "order_journal.event_journal",
    "payment_journal.event_journal",
    "fulfilment_journal.event_journal"
  };

  private final String url;

  DatabaseFaults(String url) {
    this.url = url + "&connectTimeout=5&socketTimeout=20";
  }

  /** All connections but ours end. */
  Healing killBackends(int strength) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      if (strength >= CRASH_STRENGTH) {
        crash(statement);
      } else {
        statement.execute(
            "select pg_terminate_backend(pid) from pg_stat_activity"
                + " where backend_type = 'client backend' and pid <> pg_backend_pid()");
      }
    }
    return () -> {};
  }

  private static void crash(Statement statement) throws SQLException {
    try (ResultSet rows =
        statement.executeQuery(
            "select pid from pg_stat_activity where backend_type = 'client backend'"
                + " and pid <> pg_backend_pid() order by random() limit 1")) {
      if (!rows.next() || !Shell.works("kill", "-KILL", rows.getString(1))) {
        throw new IllegalStateException("there was nobody to kill");
      }
    }
  }

  /** Nobody gets a connection any more; those that are open stay. */
  Healing useUpConnections() {
    List<Connection> held = new ArrayList<>();
    try {
      while (held.size() < CONNECTIONS_MAX) {
        held.add(DriverManager.getConnection(url));
      }
    } catch (SQLException allUsedUp) {
      // That is what was wanted, unless there was no database to begin with.
      if (held.isEmpty()) {
        throw new IllegalStateException("no connection to be had", allUsedUp);
      }
    }
    return () -> closeAll(held);
  }

  /** Whose server has meanwhile gone away is closed as well as can be. */
  private static void closeAll(List<Connection> held) {
    for (Connection connection : held) {
      try {
        connection.close();
      } catch (SQLException gone) {
        // Closed by the other side.
      }
    }
  }

  /** A transaction that goes on and on: feeds wait for it, and those who write to its table. */
  Healing stall(int strength) throws SQLException {
    Connection connection = DriverManager.getConnection(url);
    connection.setAutoCommit(false);
    try (Statement statement = connection.createStatement()) {
      statement.execute("select pg_current_xact_id()");
      int table = strength % (TABLES.length + 1);
      if (table < TABLES.length) {
        statement.execute("lock table " + TABLES[table] + " in share row exclusive mode");
      }
    } catch (SQLException e) {
      closeAll(List.of(connection));
      throw e;
    }
    return () -> closeAll(List.of(connection));
  }
}
