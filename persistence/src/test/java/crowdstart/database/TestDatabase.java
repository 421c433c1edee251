package crowdstart.database;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;

/** One embedded server for all tests of a JVM, and a database of its own for each that asks. */
public final class TestDatabase {

  static final Path DIRECTORY = Path.of("target", "test-database").toAbsolutePath();

  private static final AtomicInteger COUNT = new AtomicInteger();
  private static final EmbeddedPostgres SERVER = startOnce();

  private TestDatabase() {}

  /** An empty database. */
  public static DatabaseAddress empty() {
    String name = "test_" + ProcessHandle.current().pid() + "_" + COUNT.incrementAndGet();
    execute(SERVER.address(), "create database " + name);
    String url = SERVER.address().url();
    return new DatabaseAddress(
        url.substring(0, url.lastIndexOf('/') + 1) + name, EmbeddedPostgres.NAME, "");
  }

  /** A database with all schemas. */
  public static DatabaseAddress migrated() {
    DatabaseAddress address = empty();
    Migrations.run(address);
    return address;
  }

  public static void execute(DatabaseAddress address, String sql) {
    try (var connection = address.connect();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  /** The first column of the first row, as a number. */
  public static long number(DatabaseAddress address, String sql) {
    try (var connection = address.connect();
        var statement = connection.createStatement();
        var row = statement.executeQuery(sql)) {
      row.next();
      return row.getLong(1);
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  /** The first column of the first row. */
  public static String text(DatabaseAddress address, String sql) {
    try (var connection = address.connect();
        var statement = connection.createStatement();
        var row = statement.executeQuery(sql)) {
      row.next();
      return row.getString(1);
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  private static EmbeddedPostgres startOnce() {
    var server = EmbeddedPostgres.start(DIRECTORY, 0);
    Runtime.getRuntime().addShutdownHook(new Thread(server::close, "stop-test-database"));
    return server;
  }
}
