package crowdstart.database;

import java.sql.Connection;
import java.sql.SQLException;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/** Brings the schemas to the state that this version of the program needs. */
public final class Migrations {

  /** Where Flyway keeps its own table; the migrations make all other schemas. */
  private static final String HISTORY_SCHEMA = "crowdstart";

  /** Any number that no other program on the database takes its advisory lock by. */
  private static final long LOCK_KEY = 0x63726f7764L;

  private Migrations() {}

  /**
   * Safe to call from several nodes at once: the first migrates, the others wait and find the work
   * done.
   *
   * @throws DatabaseException when a migration fails, or the schemas are newer than this program
   */
  public static void run(DatabaseAddress address) {
    // Flyway locks its own table, but races with itself to make that table's schema.
    try (Connection connection = address.connect();
        var lock = connection.prepareStatement("select pg_advisory_lock(?)")) {
      lock.setLong(1, LOCK_KEY);
      lock.execute();
      Flyway.configure()
          .dataSource(address.url(), address.user(), address.password())
          .defaultSchema(HISTORY_SCHEMA)
          .createSchemas(true)
          .locations("classpath:crowdstart/database/migration")
          .load()
          .migrate();
    } catch (SQLException | FlywayException e) {
      throw new DatabaseException(
          "cannot migrate the database at " + address + ": " + e.getMessage(), e);
    }
  }
}
