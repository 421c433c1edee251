package crowdstart;

import crowdstart.cluster.DatabaseSettings;
import crowdstart.cluster.JournalDatabases;
import crowdstart.cluster.Secret;
import crowdstart.cluster.Settings;
import crowdstart.database.DatabaseAddress;
import crowdstart.database.DatabaseCheck;
import crowdstart.database.Databases;
import crowdstart.database.Journal;
import crowdstart.database.Migrations;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** Finds the databases that the settings name, and makes them ready. */
final class NodeDatabases {
  private NodeDatabases() {}

  /**
   * Looks at each of them, and brings their schemas up to date.
   *
   * @param main where the views live
   * @throws crowdstart.database.DatabaseException when one of them cannot be used
   */
  static Databases prepare(Settings settings, DatabaseAddress main) {
    Databases databases = new Databases(main, apart(settings.journalDatabases()));
    DatabaseCheck.run(databases);
    Migrations.run(databases);
    return databases;
  }

  /** The main one, where it is not the embedded one. */
  static DatabaseAddress external(Settings settings) {
    if (!(settings.database() instanceof DatabaseSettings.External where)) {
      throw new IllegalStateException("the embedded database has its own address");
    }
    return address(where);
  }

  private static Map<Journal, DatabaseAddress> apart(JournalDatabases journals) {
    Map<Journal, DatabaseAddress> apart = new EnumMap<>(Journal.class);
    for (Journal journal : Journal.values()) {
      of(journals, journal).ifPresent(where -> apart.put(journal, address(where)));
    }
    return apart;
  }

  private static Optional<DatabaseSettings.External> of(
      JournalDatabases journals, Journal journal) {
    return switch (journal) {
      case CAMPAIGN -> journals.campaign();
      case ORDER -> journals.order();
      case PAYMENT -> journals.payment();
      case FULFILMENT -> journals.fulfilment();
    };
  }

  private static DatabaseAddress address(DatabaseSettings.External where) {
    return new DatabaseAddress(
        where.jdbcUrl(), where.user().orElse(""), where.password().map(Secret::value).orElse(""));
  }
}
