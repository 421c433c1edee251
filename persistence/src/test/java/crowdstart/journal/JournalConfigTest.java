package crowdstart.journal;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import crowdstart.database.Pool;
import crowdstart.database.PoolSizes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The values as the plugins see them: a key in the wrong place would change nothing, in silence.
 */
class JournalConfigTest {

  private static final String DISPATCHER = "crowdstart.journal-dispatcher";

  private final Config config = TestSystem.config(ConfigFactory.empty());

  @ParameterizedTest
  @ValueSource(
      strings = {
        "campaign-journal",
        "order-journal",
        "payment-journal",
        "fulfilment-journal",
        "warmup-journal"
      })
  void everyJournalIsSetUpAsMeant(String journal) {
    Config effective =
        config
            .getConfig(journal)
            .withFallback(config.getConfig("pekko.persistence.journal-plugin-fallback"));

    assertThat(effective.getString("dao")).isEqualTo(BatchingJournalDao.class.getName());
    assertThat(effective.getString("pool")).isEqualTo(Pool.ofId(journal).id());
    assertThat(effective.getString("plugin-dispatcher"))
        .isEqualTo(
            journal.equals("payment-journal") ? "crowdstart.payment-dispatcher" : DISPATCHER);
    assertThat(effective.getBoolean("write-response-global-order")).isFalse();
    assertThat(effective.getString("replay-filter.mode")).isEqualTo("fail");
    assertThat(effective.getBoolean("gives-way")).isEqualTo(journal.equals("order-journal"));
    assertThat(effective.getInt("bufferSize")).isEqualTo(100_000);
    assertThat(effective.getInt("circuit-breaker.max-failures")).isEqualTo(100);
    assertThat(effective.getDuration("circuit-breaker.reset-timeout")).hasSeconds(3);
    assertThat(effective.getString("tables.event_journal.schemaName"))
        .isEqualTo(journal.replace('-', '_'));
    assertThat(effective.getIsNull("use-shared-db")).isTrue();
    assertThat(effective.getInt("parallelism") + effective.getInt("read-parallelism"))
        .isLessThanOrEqualTo(size(journal));
  }

  @ParameterizedTest
  @ValueSource(strings = {"campaign", "warmup"})
  void everySnapshotStoreSharesThePoolOfItsJournal(String name) {
    Config store = config.getConfig(name + "-snapshots");

    assertThat(store.getString("pool")).isEqualTo(name + "-journal");
    assertThat(store.getString("plugin-dispatcher")).isEqualTo(DISPATCHER);
    assertThat(store.getString("tables.snapshot.schemaName")).isEqualTo(name + "_journal");
  }

  @Test
  void theRestStandsWhereItIsRead() {
    assertThat(config.getString("pekko-persistence-jdbc.database-provider-fqcn"))
        .isEqualTo("crowdstart.database.SlickPools");
    assertThat(config.getInt("pekko.persistence.max-concurrent-recoveries")).isEqualTo(2_000);
    assertThat(config.getString("pekko.persistence.no-snapshot-store.plugin-dispatcher"))
        .isEqualTo(DISPATCHER);
    assertThat(config.getString(DISPATCHER + ".executor")).isEqualTo("fork-join-executor");
  }

  private static int size(String journal) {
    PoolSizes sizes = PoolSizes.DEFAULT;
    return switch (Pool.ofId(journal)) {
      case CAMPAIGN_JOURNAL -> sizes.campaignJournal();
      case ORDER_JOURNAL -> sizes.orderJournal();
      case PAYMENT_JOURNAL -> sizes.paymentJournal();
      case FULFILMENT_JOURNAL -> sizes.fulfilmentJournal();
      case WARMUP_JOURNAL -> sizes.warmupJournal();
      case FEED, VIEW, PAYMENT_VIEW, FULFILMENT_VIEW -> 0;
      case CAMPAIGN_FEED, ORDER_FEED, PAYMENT_FEED, FULFILMENT_FEED -> 0;
    };
  }
}
