package crowdstart.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Looks at a PostgreSQL before anything is entrusted to it. */
public final class DatabaseCheck {

  /** {@code xid8} is older, but nothing below 15 is tested. */
  static final int MAJOR_VERSION_MIN = 15;

  private DatabaseCheck() {}

  /** Looks at each of them. */
  public static void run(Databases databases) {
    databases.all().forEach(DatabaseCheck::run);
  }

  /**
   * Looks at the version and at what the server promises of a commit.
   *
   * @throws DatabaseException when the database cannot be reached, or naming everything that is
   *     wrong with it
   */
  public static void run(DatabaseAddress address) {
    try (Connection connection = address.connect()) {
      List<String> faults = faults(connection);
      if (!faults.isEmpty()) {
        throw new DatabaseException(
            "the database at " + address + " cannot be used: " + String.join("; ", faults));
      }
    } catch (SQLException e) {
      throw new DatabaseException(
          "cannot reach the database at " + address + ": " + e.getMessage(), e);
    }
  }

  private static List<String> faults(Connection connection) throws SQLException {
    var faults = new ArrayList<String>();
    int major = connection.getMetaData().getDatabaseMajorVersion();
    if (major < MAJOR_VERSION_MIN) {
      faults.add("it is PostgreSQL " + major + ", at least " + MAJOR_VERSION_MIN + " is needed");
    }
    if (show(connection, "fsync").equals("off")) {
      faults.add("fsync is off, so a power cut would lose orders");
    }
    if (show(connection, "synchronous_commit").equals("off")) {
      faults.add("synchronous_commit is off, so a crash would lose acknowledged orders");
    }
    if (show(connection, "transaction_read_only").equals("on")) {
      faults.add("it is read-only");
    }
    if (!show(connection, "server_encoding").equals("UTF8")) {
      faults.add("its encoding is not UTF8");
    }
    return faults;
  }

  private static String show(Connection connection, String setting) throws SQLException {
    try (var statement = connection.createStatement();
        var row = statement.executeQuery("show " + setting)) {
      row.next();
      return row.getString(1);
    }
  }
}
