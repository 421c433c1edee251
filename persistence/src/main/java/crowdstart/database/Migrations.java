package crowdstart.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/** Brings the schemas to the state that this version of the program needs. */
public final class Migrations {

  /** Where Flyway keeps its own table; the migrations make all other schemas. */
  private static final String HISTORY_SCHEMA = "crowdstart";

  /** Any number that no other program on the database takes its advisory lock by. */
  private static final long LOCK_KEY = 0x63726f7764L;

  private static final List<String> JOURNALS =
      List.of("campaign_journal", "order_journal", "payment_journal", "fulfilment_journal");

  private Migrations() {}

  /**
   * Safe to call from several nodes at once: the first migrates, the others wait and find the work
   * done.
   *
   * @throws DatabaseException when a migration fails, or a journal was restored from another server
   *     and its transaction numbers lie ahead of this one's; see the feed package for what to do
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
      for (String journal : JOURNALS) {
        refuseForeignTransactions(connection, journal);
      }
    } catch (SQLException | FlywayException e) {
      throw new DatabaseException(
          "cannot migrate the database at " + address + ": " + e.getMessage(), e);
    }
  }

  /** A feed would skip new events, whose transactions seem older than those of the stored ones. */
  private static void refuseForeignTransactions(Connection connection, String journal)
      throws SQLException {
    String ahead =
        "select exists (select from %s.event_journal where tx >= pg_snapshot_xmax(%s))"
            .formatted(journal, "pg_current_snapshot()");
    try (var statement = connection.createStatement();
        var row = statement.executeQuery(ahead)) {
      row.next();
      if (row.getBoolean(1)) {
        throw new DatabaseException(
            "the journal "
                + journal
                + " was restored from another server, whose transaction numbers lie ahead of this"
                + " one's: see \"Restoring a dump\" in the package crowdstart.feed");
      }
    }
  }
}
