package crowdstart.database;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.flywaydb.core.Flyway;

/**
 * Sees to it that each journal is where it was when it was first seen: an empty database in its
 * place would take orders that know nothing of those before them.
 *
 * <p>A journal has an id, which goes with it in a dump of its schema, and the views' database has
 * written down which one it follows. To be called by one node at a time.
 */
final class JournalHomes {

  private static final String KNOWN = "from view.journal where name = '%s'";

  private final Connection main;
  private final DatabaseAddress mainAddress;
  private final UUID installation;

  JournalHomes(Connection main, DatabaseAddress mainAddress) throws SQLException {
    this.main = main;
    this.mainAddress = mainAddress;
    this.installation =
        uuid(main, "select id from view.installation")
            .orElseThrow(() -> new DatabaseException("view.installation is empty"));
  }

  /**
   * Makes the journal's tables where they are missing and may be made.
   *
   * @throws DatabaseException when the address is not that of the journal that the views follow, or
   *     its transactions are another server's
   */
  void settle(Journal journal, DatabaseAddress address) throws SQLException {
    if (address.equals(mainAddress)) {
      settle(journal, main, address);
      return;
    }
    try (Connection own = address.connect()) {
      if (isMain(own)) {
        settle(journal, main, address);
        return;
      }
      // Before anything is made: a database that was named by mistake stays as it is.
      refuseElsewhere(journal, own, address);
      refuseOthers(journal, own, address);
      migrate(journal, address);
      settle(journal, own, address);
    }
  }

  private void settle(Journal journal, Connection own, DatabaseAddress address)
      throws SQLException {
    refuseElsewhere(journal, own, address);
    claim(journal, own);
    refuseOthers(journal, own, address);
    refuseForeignTransactions(journal, own);
    boolean hasMovedOut =
        !own.equals(main) && identity(main, journal).equals(identity(own, journal));
    if (hasMovedOut && highest(main, journal) > highest(own, journal)) {
      throw new DatabaseException(
          "the %s at %s is an old copy: the one at %s has later events"
              .formatted(journal.id(), address, mainAddress));
    }
    remember(journal, own, address);
    if (hasMovedOut) {
      // What it leaves behind shall not be taken for it again.
      execute(main, "update %s.identity set id = gen_random_uuid()".formatted(journal.schema()));
    }
  }

  /** Whether it leads to the views' database by another name or as another role. */
  private boolean isMain(Connection own) throws SQLException {
    // Advisory locks belong to a database, and nobody else takes one by this number. Within a
    // transaction, so that a pooler in between cannot give both of us the same session.
    long number = ThreadLocalRandom.current().nextLong();
    main.setAutoCommit(false);
    try (var take = main.prepareStatement("select pg_advisory_xact_lock(?)");
        var tryToo = own.prepareStatement("select pg_try_advisory_xact_lock(?)")) {
      take.setLong(1, number);
      take.execute();
      tryToo.setLong(1, number);
      try (ResultSet row = tryToo.executeQuery()) {
        row.next();
        return !row.getBoolean(1);
      }
    } finally {
      main.rollback();
      main.setAutoCommit(true);
    }
  }

  private static void migrate(Journal journal, DatabaseAddress address) {
    Flyway.configure()
        .dataSource(address.url(), address.user(), address.password())
        .defaultSchema(journal.schema())
        .createSchemas(true)
        .locations("classpath:crowdstart/database/journal")
        // A schema that came by a dump has tables and no history.
        .baselineOnMigrate(true)
        .baselineVersion("0")
        .load()
        .migrate();
  }

  private void refuseElsewhere(Journal journal, Connection own, DatabaseAddress address)
      throws SQLException {
    Optional<UUID> known = uuid(main, "select id " + KNOWN.formatted(journal.id()));
    if (known.isPresent() && !known.equals(identity(own, journal))) {
      throw new DatabaseException(
          ("the %s is not at %s: it was last seen at %s. Set %s to where it is; how to move it is"
                  + " told in the package crowdstart.database")
              .formatted(journal.id(), address, place(journal), journal.setting()));
    }
  }

  private void refuseOthers(Journal journal, Connection own, DatabaseAddress address)
      throws SQLException {
    Optional<UUID> owner = read(own, journal, "owner");
    if (owner.isPresent() && !owner.get().equals(installation)) {
      throw new DatabaseException(
          "the %s at %s belongs to another installation, and not to the views at %s"
              .formatted(journal.id(), address, mainAddress));
    }
  }

  private void claim(Journal journal, Connection own) throws SQLException {
    try (var statement =
        own.prepareStatement(
            "update %s.identity set owner = ? where owner is null".formatted(journal.schema()))) {
      statement.setObject(1, installation);
      statement.executeUpdate();
    }
  }

  private void remember(Journal journal, Connection own, DatabaseAddress address)
      throws SQLException {
    try (var statement =
        main.prepareStatement(
            """
            insert into view.journal (name, id, place) values (?, ?, ?)
            on conflict (name) do update set place = excluded.place\
            """)) {
      statement.setString(1, journal.id());
      statement.setObject(2, identity(own, journal).orElseThrow());
      statement.setString(3, address.toString());
      statement.executeUpdate();
    }
  }

  /** A feed would skip new events, whose transactions seem older than those of the stored ones. */
  private static void refuseForeignTransactions(Journal journal, Connection own)
      throws SQLException {
    String ahead =
        "select exists (select from %s.event_journal where tx >= pg_snapshot_xmax(%s))"
            .formatted(journal.schema(), "pg_current_snapshot()");
    try (var statement = own.createStatement();
        var row = statement.executeQuery(ahead)) {
      row.next();
      if (row.getBoolean(1)) {
        throw new DatabaseException(
            "the journal "
                + journal.schema()
                + " was restored from another server, whose transaction numbers lie ahead of this"
                + " one's: see \"Restoring a dump\" in the package crowdstart.feed");
      }
    }
  }

  private static long highest(Connection connection, Journal journal) throws SQLException {
    String sql =
        "select coalesce(max(ordering), 0) from %s.event_journal".formatted(journal.schema());
    try (var statement = connection.createStatement();
        var row = statement.executeQuery(sql)) {
      row.next();
      return row.getLong(1);
    }
  }

  private String place(Journal journal) throws SQLException {
    try (var statement = main.createStatement();
        var row = statement.executeQuery("select place " + KNOWN.formatted(journal.id()))) {
      return row.next() ? row.getString(1) : "an unknown place";
    }
  }

  /** Empty when there is no journal. */
  private static Optional<UUID> identity(Connection connection, Journal journal)
      throws SQLException {
    return read(connection, journal, "id");
  }

  private static Optional<UUID> read(Connection connection, Journal journal, String column)
      throws SQLException {
    String table = journal.schema() + ".identity";
    boolean isThere;
    try (var statement = connection.createStatement();
        var row = statement.executeQuery("select to_regclass('" + table + "') is not null")) {
      row.next();
      isThere = row.getBoolean(1);
    }
    return isThere ? uuid(connection, "select " + column + " from " + table) : Optional.empty();
  }

  private static Optional<UUID> uuid(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement();
        var row = statement.executeQuery(sql)) {
      return row.next() ? Optional.ofNullable(row.getObject(1, UUID.class)) : Optional.empty();
    }
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
