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

  /** Of everything in one database. */
  public static void run(DatabaseAddress address) {
    run(Databases.one(address));
  }

  /**
   * Safe to call from several nodes at once: the first migrates, the others wait and find the work
   * done.
   *
   * @throws DatabaseException when a migration fails, a journal is not where it was when it was
   *     first seen, or it was restored from another server and its transaction numbers lie ahead of
   *     this one's; see this package and that of feeds for what to do
   */
  public static void run(Databases databases) {
    DatabaseAddress main = databases.main();
    // Flyway locks its own table, but races with itself to make that table's schema.
    try (Connection connection = main.connect();
        var lock = connection.prepareStatement("select pg_advisory_lock(?)")) {
      lock.setLong(1, LOCK_KEY);
      lock.execute();
      Flyway.configure()
          .dataSource(main.url(), main.user(), main.password())
          .defaultSchema(HISTORY_SCHEMA)
          .createSchemas(true)
          .locations("classpath:crowdstart/database/migration")
          .load()
          .migrate();
      var homes = new JournalHomes(connection, main);
      for (Journal journal : Journal.values()) {
        settle(homes, journal, databases.of(journal));
      }
    } catch (SQLException | FlywayException e) {
      throw new DatabaseException(
          "cannot migrate the database at " + main + ": " + e.getMessage(), e);
    }
  }

  private static void settle(JournalHomes homes, Journal journal, DatabaseAddress address) {
    try {
      homes.settle(journal, address);
    } catch (SQLException | FlywayException e) {
      throw new DatabaseException(
          "cannot use the database at %s for the %s: %s"
              .formatted(address, journal.id(), e.getMessage()),
          e);
    }
  }
}
