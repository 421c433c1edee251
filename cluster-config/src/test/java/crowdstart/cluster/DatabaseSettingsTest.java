package crowdstart.cluster;

import static crowdstart.cluster.WrongSettings.wrong;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where the journals and the views are kept, in all the forms that this may be said in. */
class DatabaseSettingsTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "postgresql://me:p%40ss+%2F@db.internal:6432/shop?sslmode=require",
        "postgres://me:p%40ss+%2F@db.internal:6432/shop?sslmode=require",
        "jdbc:postgresql://db.internal:6432/shop?user=me&password=p%40ss%2B%2F&sslmode=require"
      })
  void takesTheDatabaseUrlInTheFormsThatAreHandedOut(String url) {
    assertThat(Settings.of(Map.of("DATABASE_URL", url)).database())
        .isEqualTo(
            new DatabaseSettings.External(
                "jdbc:postgresql://db.internal:6432/shop?sslmode=require",
                Optional.of("me"),
                Optional.of(new Secret("p@ss+/"))));
  }

  @Test
  void credentialsOfTheirOwnWinOverThoseInTheUrl() {
    Settings settings =
        Settings.of(
            Map.of(
                "DATABASE_URL", "postgresql://me:old@db/shop",
                "DATABASE_USER", "other",
                "DATABASE_PASSWORD", "new"));

    assertThat(settings.database())
        .isEqualTo(
            new DatabaseSettings.External(
                "jdbc:postgresql://db/shop", Optional.of("other"), Optional.of(new Secret("new"))));
    assertThat(settings.demoCampaigns()).isFalse();
  }

  @Test
  void aJournalMayHaveADatabaseOfItsOwn() {
    Settings settings =
        Settings.of(
            Map.of(
                "ORDER_DATABASE_URL", "postgresql://me:old@orders/shop",
                "ORDER_DATABASE_PASSWORD", "new",
                "PAYMENT_DATABASE_URL", "jdbc:postgresql://payments/shop"));

    assertThat(settings.database()).isInstanceOf(DatabaseSettings.Embedded.class);
    assertThat(settings.journalDatabases())
        .isEqualTo(
            new JournalDatabases(
                Optional.empty(),
                Optional.of(
                    new DatabaseSettings.External(
                        "jdbc:postgresql://orders/shop",
                        Optional.of("me"),
                        Optional.of(new Secret("new")))),
                Optional.of(
                    new DatabaseSettings.External(
                        "jdbc:postgresql://payments/shop", Optional.empty(), Optional.empty())),
                Optional.empty()));
  }

  @Test
  void whoIsToConnectWhereNoDatabaseIsNamedIsAsked() {
    assertThat(wrong(Map.of("ORDER_DATABASE_USER", "me", "FULFILMENT_DATABASE_PASSWORD", "hush")))
        .containsExactly("ORDER_DATABASE_URL", "FULFILMENT_DATABASE_URL");
    assertThat(wrong(Map.of("ORDER_DATABASE_URL", "mysql://db/shop", "ORDER_DATABASE_USER", "me")))
        .containsExactly("ORDER_DATABASE_URL");
  }
}
