package crowdstart.loadtest.process;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The PostgreSQL that both sides stand on.
 *
 * @param postmaster pid of the server process whose children do the work
 * @param description version and the settings that durability hangs on
 */
public record Database(String url, long postmaster, String description) {
  private static final Pattern URL = Pattern.compile("jdbc:postgresql://\\S+");
  private static final long START_SECONDS_MAX = 90;

  /** Starts the embedded PostgreSQL in a directory of its own. */
  public static Database start(Children children, Path directory, int port)
      throws SQLException, InterruptedException {
    Child child =
        children.add(
            Child.start(
                "database",
                directory,
                Java.of("256m"),
                Map.of(
                    "DATA_DIR", directory.resolve("data").toString(),
                    "DATABASE_PORT", Integer.toString(port)),
                URL,
                Node.MAIN,
                "database"));
    return at(child.awaitAnnouncement(START_SECONDS_MAX));
  }

  public static Database at(String printed) throws SQLException {
    // The embedded server has one role, which has the database's name and needs no password.
    String url =
        printed.contains("user=")
            ? printed
            : printed + (printed.contains("?") ? "&" : "?") + "user=crowdstart";
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      if (!text(statement, "show fsync").equals("on")
          || !text(statement, "show synchronous_commit").equals("on")) {
        throw new IllegalStateException("fsync and synchronous_commit must be on, for both sides");
      }
      long backend = Long.parseLong(text(statement, "select pg_backend_pid()"));
      return new Database(
          url,
          ProcessTimes.parent(backend),
          "PostgreSQL %s, fsync on, synchronous_commit on, shared_buffers %s"
              .formatted(
                  text(statement, "show server_version"), text(statement, "show shared_buffers")));
    }
  }

  private static String text(Statement statement, String query) throws SQLException {
    try (ResultSet rows = statement.executeQuery(query)) {
      rows.next();
      return rows.getString(1);
    }
  }
}
