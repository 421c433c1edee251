package crowdstart.cluster;

import crowdstart.cluster.DatabaseSettings.External;
import crowdstart.cluster.DatabaseSettingsTable.JournalDatabase;
import java.util.Optional;

/** The databases of journals that have one of their own; the others are in the main one. */
public record JournalDatabases(
    Optional<External> campaign,
    Optional<External> order,
    Optional<External> payment,
    Optional<External> fulfilment) {

  static JournalDatabases read(SettingsReader reader) {
    return new JournalDatabases(
        read(reader, DatabaseSettingsTable.CAMPAIGN_JOURNAL),
        read(reader, DatabaseSettingsTable.ORDER_JOURNAL),
        read(reader, DatabaseSettingsTable.PAYMENT_JOURNAL),
        read(reader, DatabaseSettingsTable.FULFILMENT_JOURNAL));
  }

  private static Optional<External> read(SettingsReader reader, JournalDatabase settings) {
    Optional<String> user = reader.read(settings.user());
    Optional<Secret> password = reader.read(settings.password());
    // They would be ignored, and the journal would begin where nobody meant it to.
    boolean isForNothing =
        !reader.isSet(settings.url())
            && (reader.isSet(settings.user()) || reader.isSet(settings.password()));
    if (isForNothing) {
      reader.problem(
          settings.url(), "", settings.url().rule() + ", because its user or password is set");
    }
    return reader
        .read(settings.url())
        .map(url -> new External(url.jdbcUrl(), user.or(url::user), password.or(url::password)));
  }
}
