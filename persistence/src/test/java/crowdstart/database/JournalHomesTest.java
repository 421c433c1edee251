package crowdstart.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(60)
class JournalHomesTest {

  private static final int NODES = 3;
  private static final String LAST_BEFORE_HOMES = "9";

  private final DatabaseAddress main = TestDatabase.empty();
  private final DatabaseAddress other = TestDatabase.empty();

  @Test
  void threeNodesMayStartAtOnceOnSeveralDatabases()
      throws InterruptedException, ExecutionException {
    var databases = new Databases(main, Map.of(Journal.ORDER, other, Journal.PAYMENT, other));
    try (var nodes = Executors.newFixedThreadPool(NODES)) {
      var runs =
          IntStream.range(0, NODES)
              .mapToObj(_ -> nodes.submit(() -> Migrations.run(databases)))
              .toList();
      for (var run : runs) {
        run.get();
      }
    }
    write(other, Journal.ORDER);
    write(other, Journal.PAYMENT);
    Migrations.run(databases);
    assertThat(TestDatabase.number(main, "select count(*) from view.journal")).isEqualTo(4);
  }

  @ParameterizedTest
  @EnumSource
  void aJournalIsTheSameInADatabaseOfItsOwn(Journal journal) {
    Migrations.run(new Databases(main, Map.of(journal, other)));

    for (String table : new String[] {"event_journal", "identity"}) {
      assertThat(shape(other, journal, table)).isNotZero().isEqualTo(shape(main, journal, table));
    }
    if (journal == Journal.CAMPAIGN) {
      assertThat(shape(other, journal, "snapshot")).isEqualTo(shape(main, journal, "snapshot"));
    }
  }

  @Test
  void anEmptyDatabaseIsNotTakenForAJournalThatHasBegunElsewhere() {
    DatabaseAddress empty = TestDatabase.empty();
    Migrations.run(apart(other));

    assertThatThrownBy(() -> Migrations.run(apart(empty)))
        .isInstanceOf(DatabaseException.class)
        .hasMessageContaining("order-journal is not at " + empty)
        .hasMessageContaining("last seen at " + other)
        .hasMessageContaining("ORDER_DATABASE_URL");
    assertThat(hasSchema(empty)).as("it stays as it was").isFalse();
    assertThatThrownBy(() -> Migrations.run(main)).hasMessageContaining("is not at " + main);
    Migrations.run(apart(other));
  }

  @Test
  void anInstallationThatHasEventsKeepsAllItsJournals() {
    migrateUntilHomes();
    write(main, Journal.CAMPAIGN);

    assertThatThrownBy(() -> Migrations.run(apart(other)))
        .hasMessageContaining("order-journal is not at " + other)
        .hasMessageContaining("the database of the views");
    Migrations.run(main);
  }

  @Test
  void anInstallationWithoutEventsMayStillChoose() {
    migrateUntilHomes();

    Migrations.run(apart(other));

    write(other, Journal.ORDER);
  }

  @Test
  void theMainDatabaseByAnotherNameIsTheMainOne() {
    var alias = new DatabaseAddress(main.url() + "?ApplicationName=alias", main.user(), "");
    Migrations.run(main);

    Migrations.run(apart(alias));
    Migrations.run(main);
  }

  @Test
  void whatWasCopiedIsKnownAgainAndItsOriginalIsNot() throws IOException {
    Migrations.run(main);
    write(main, Journal.ORDER);
    copyToOther();
    write(other, Journal.ORDER);

    Migrations.run(apart(other));

    assertThatThrownBy(() -> Migrations.run(main)).hasMessageContaining("last seen at " + other);
    Migrations.run(apart(other));
  }

  @Test
  void aCopyThatIsBehindIsRefused() throws IOException {
    Migrations.run(main);
    copyToOther();
    write(main, Journal.ORDER);

    assertThatThrownBy(() -> Migrations.run(apart(other))).hasMessageContaining("an old copy");
    Migrations.run(main);
  }

  @Test
  void theJournalOfAnotherInstallationIsRefused() {
    Migrations.run(new Databases(TestDatabase.empty(), Map.of(Journal.ORDER, other)));

    assertThatThrownBy(() -> Migrations.run(apart(other)))
        .hasMessageContaining("belongs to another installation");
  }

  @Test
  void transactionsOfAnotherServerAreRefusedWhereverTheJournalIs() {
    Migrations.run(apart(other));
    write(other, Journal.ORDER);
    TestDatabase.execute(other, "update order_journal.event_journal set tx = '4000000000'");

    assertThatThrownBy(() -> Migrations.run(apart(other)))
        .isInstanceOf(DatabaseException.class)
        .hasMessageContaining("order_journal was restored from another server");
  }

  private Databases apart(DatabaseAddress orders) {
    return new Databases(main, Map.of(Journal.ORDER, orders));
  }

  /** As the version before left it. */
  private void migrateUntilHomes() {
    Flyway.configure()
        .dataSource(main.url(), main.user(), main.password())
        .defaultSchema("crowdstart")
        .createSchemas(true)
        .locations("classpath:crowdstart/database/migration")
        .target(LAST_BEFORE_HOMES)
        .load()
        .migrate();
  }

  /** What a dump of the schema holds when the journal has no events yet. */
  private void copyToOther() throws IOException {
    try (var in = Journal.class.getResourceAsStream("journal/V1__journal.sql")) {
      String sql = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
      TestDatabase.execute(
          other,
          "create schema order_journal; "
              + sql.replace("${flyway:defaultSchema}", "order_journal"));
    }
    for (String column : new String[] {"id", "owner"}) {
      String value =
          TestDatabase.text(main, "select " + column + "::text from order_journal.identity");
      TestDatabase.execute(
          other, "update order_journal.identity set " + column + " = '" + value + "'");
    }
  }

  private static void write(DatabaseAddress address, Journal journal) {
    TestDatabase.execute(
        address,
        ("insert into %s.event_journal (persistence_id, sequence_number, writer, write_timestamp,"
                + " adapter_manifest, event_ser_id, event_ser_manifest, event_payload)"
                + " values ('a', 1, '', 0, '', 1, '', '')")
            .formatted(journal.schema()));
  }

  private static boolean hasSchema(DatabaseAddress address) {
    return TestDatabase.number(
            address, "select count(*) from pg_namespace where nspname = 'order_journal'")
        > 0;
  }

  /** One number for the columns and indexes of a table; 0 when there is none. */
  private static long shape(DatabaseAddress address, Journal journal, String table) {
    return TestDatabase.number(
        address,
        """
        select coalesce(hashtextextended(string_agg(part, ';' order by part), 0), 0) from (
          select concat_ws(' ', column_name, ordinal_position, data_type, character_maximum_length,
            collation_name, is_nullable, column_default, is_identity) as part
          from information_schema.columns where table_schema = '%1$s' and table_name = '%2$s'
          union all
          select indexdef from pg_indexes where schemaname = '%1$s' and tablename = '%2$s') parts
        """
            .formatted(journal.schema(), table));
  }
}
