package crowdstart.cluster;

import static crowdstart.cluster.Parsers.between;
import static crowdstart.cluster.Parsers.matching;
import static crowdstart.cluster.Setting.Group.DATABASE;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/** The settings of databases, a part of {@link SettingsTable}. */
final class DatabaseSettingsTable {

  /** How a journal gets a database of its own. */
  record JournalDatabase(
      Setting<DatabaseUrl> url, Setting<String> user, Setting<Secret> password) {}

  static final Setting<DatabaseUrl> DATABASE_URL =
      new Setting<>(
          "DATABASE_URL",
          DATABASE,
          "embedded",
          "a PostgreSQL from 15 up; unset starts an embedded one",
          "a postgresql:// or jdbc:postgresql:// URL with a host and a database",
          "postgresql://crowdstart@db.internal:5432/crowdstart",
          true,
          DatabaseUrl::parse);
  static final Setting<String> DATABASE_USER =
      new Setting<>(
          "DATABASE_USER",
          DATABASE,
          "as in the URL",
          "the user there, if not the one in the URL",
          "1 to 63 characters",
          "crowdstart",
          false,
          matching("(?s).{1,63}"));
  static final Setting<Secret> DATABASE_PASSWORD =
      new Setting<>(
          "DATABASE_PASSWORD",
          DATABASE,
          "as in the URL",
          "the user's password, if not the one in the URL",
          "1 to 1000 characters",
          "...",
          true,
          text -> matching("(?s).{1,1000}").apply(text).map(Secret::new));
  static final Setting<Path> DATA_DIR =
      new Setting<>(
          "DATA_DIR",
          DATABASE,
          ".crowdstart",
          "where the embedded database keeps its data between runs",
          "a path",
          "/var/lib/crowdstart",
          false,
          DatabaseSettingsTable::path);
  static final Setting<Integer> DATABASE_PORT =
      new Setting<>(
          "DATABASE_PORT",
          DATABASE,
          "54321",
          "the port of the embedded database, on loopback only",
          "a whole number from 1 to " + Parsers.PORT_MAX,
          "54321",
          false,
          between(1, Parsers.PORT_MAX));

  static final JournalDatabase CAMPAIGN_JOURNAL = journal("CAMPAIGN", "campaigns");
  static final JournalDatabase ORDER_JOURNAL = journal("ORDER", "orders");
  static final JournalDatabase PAYMENT_JOURNAL = journal("PAYMENT", "payments");
  static final JournalDatabase FULFILMENT_JOURNAL = journal("FULFILMENT", "fulfilment");

  private DatabaseSettingsTable() {}

  private static JournalDatabase journal(String name, String stream) {
    return new JournalDatabase(
        DATABASE_URL.renamed(
            name + "_DATABASE_URL",
            "the main one",
            "another PostgreSQL for the journal of " + stream + "; for good, once it has begun"),
        DATABASE_USER.renamed(name + "_DATABASE_USER", "as in the URL", "the user there, as above"),
        DATABASE_PASSWORD.renamed(
            name + "_DATABASE_PASSWORD", "as in the URL", "the user's password, as above"));
  }

  private static Optional<Path> path(String text) {
    try {
      return Optional.of(Path.of(text));
    } catch (InvalidPathException notAPath) {
      return Optional.empty();
    }
  }
}
