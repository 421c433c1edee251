package crowdstart.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.net.URL;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An unknown key is silent in HOCON, so what holds is asserted where the libraries read it. */
class EffectiveConfigurationTest {

  private static final Config CONFIG = Settings.defaults().toConfig();

  /** Keys that a library reads without declaring them, or that are ours. */
  private static final List<String> UNDECLARED =
      List.of(
          "crowdstart.",
          "pekko.projection.",
          "pekko.discovery.config.services.crowdstart.",
          "pekko.management.http.routes.node",
          "pekko.serialization.jackson.jackson-cbor.",
          "pekko.actor.serialization-bindings.",
          "pekko.actor.serializers.",
          "pekko.coordinated-shutdown.reason-overrides.",
          "pekko.coordinated-shutdown.phases.");

  @ParameterizedTest
  @CsvSource({
    "pekko.actor.provider, cluster",
    "pekko.cluster.downing-provider-class, org.apache.pekko.cluster.sbr.SplitBrainResolverProvider",
    "pekko.cluster.split-brain-resolver.active-strategy, keep-majority",
    "pekko.cluster.split-brain-resolver.stable-after, 7s",
    "pekko.cluster.down-removal-margin, 1s",
    "pekko.cluster.min-nr-of-members, 1",
    "pekko.cluster.sharding.number-of-shards, 64",
    "pekko.cluster.sharding.coordinator-state.write-majority-plus, 0",
    "pekko.cluster.sharding.distributed-data.majority-min-cap, 2",
    "pekko.cluster.sharding.state-store-mode, ddata",
    "pekko.cluster.sharding.remember-entities, off",
    "pekko.cluster.sharding.passivation.strategy, oldest-first",
    "pekko.cluster.sharding.passivation.oldest-first.active-entity-limit, 20000",
    "pekko.cluster.sharding.passivation.oldest-first.idle-entity.timeout, 60s",
    "pekko.cluster.sharding.least-shard-allocation-strategy.rebalance-absolute-limit, 32",
    "pekko.remote.artery.transport, tcp",
    "pekko.remote.artery.canonical.hostname, 127.0.0.1",
    "pekko.remote.artery.canonical.port, 17355",
    "pekko.remote.artery.advanced.outbound-message-queue-size, 20000",
    "pekko.actor.allow-java-serialization, off",
    "pekko.remote.artery.advanced.maximum-frame-size, 256 KiB",
    "pekko.actor.serialization-bindings.\"crowdstart.identity.ClusterMessage\", jackson-cbor",
    "pekko.actor.serialization-bindings.\"crowdstart.order.OrderMessage$Place\", checkout",
    "pekko.actor.serialization-bindings.\"crowdstart.order.PlaceAnswer\", checkout",
    "pekko.actor.serialization-bindings.\"crowdstart.campaign.GateMessage$Batch\", checkout",
    "pekko.actor.serialization-bindings.\"crowdstart.campaign.BatchAnswers\", checkout",
    "pekko.actor.serializers.checkout, crowdstart.checkout.CheckoutSerializer",
    "pekko.http.server.server-header, ''",
    "pekko.http.server.backlog, 4096",
    "pekko.http.server.parsing.max-content-length, 64 KiB",
    "pekko.http.parsing.max-to-strict-bytes, 64 KiB",
    "pekko.management.http.hostname, 127.0.0.1",
    "pekko.management.http.port, 8558",
    "pekko.management.http.route-providers-read-only, on",
    "pekko.management.http.routes.health-checks, ''",
    "pekko.management.cluster.bootstrap.contact-point-discovery.discovery-method, config",
    "pekko.management.cluster.bootstrap.contact-point-discovery.required-contact-point-nr, 1",
    "pekko.coordinated-shutdown.exit-jvm, on",
    "pekko.coordinated-shutdown.phases.before-service-unbind.timeout, 5000",
    "pekko.loglevel, WARNING",
  })
  void holds(String path, String value) {
    assertThat(CONFIG.getString(path)).isEqualTo(value);
  }

  @Test
  void readinessWaitsForAllEntityTypes() {
    assertThat(CONFIG.getStringList("pekko.cluster.sharding.healthcheck.names"))
        .containsExactly("campaign", "order", "payment", "collection", "shipment", "batch");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "cluster",
        "sharding",
        "remoting",
        "dispatchers",
        "serialization",
        "http",
        "management",
        "shutdown",
        "application"
      })
  void everyKeyIsOneThatALibraryDeclares(String file) {
    URL url = EffectiveConfigurationTest.class.getResource("/" + file + ".conf");
    assertThat(url).isNotNull();
    Config declared = ConfigFactory.defaultReference();
    Config ours =
        file.equals("application")
            ? SettingsOverlay.of(Settings.defaults())
            : ConfigFactory.parseURL(url);
    TreeSet<String> unknown = new TreeSet<>();
    ours.entrySet()
        .forEach(entry -> {
          // A strategy of our own takes the keys of Pekko's defaults for all strategies.
          String path =
              entry.getKey().replace("passivation.oldest-first.", "passivation.strategy-defaults.");
          if (!declared.hasPathOrNull(path) && UNDECLARED.stream().noneMatch(path::startsWith)) {
            unknown.add(path);
          }
        });

    assertThat(unknown).isEmpty();
  }

  @Test
  void settingsLieOverTheFiles() {
    Config config =
        Settings.of(
                Map.of(
                    "HTTP_HOST", "127.0.0.2",
                    "ARTERY_PORT", "17356",
                    "CONTACT_POINTS", "127.0.0.1:8558,127.0.0.2:8558,127.0.0.3:8558",
                    "VIEW_POOL", "9",
                    "PEKKO_LOG_LEVEL", "INFO",
                    "DRAIN_WAIT", "PT7S"))
            .toConfig();

    assertThat(config.getString("pekko.remote.artery.canonical.hostname")).isEqualTo("127.0.0.2");
    assertThat(config.getInt("pekko.remote.artery.canonical.port")).isEqualTo(17356);
    assertThat(config.getConfigList("pekko.discovery.config.services.crowdstart.endpoints"))
        .extracting(point -> point.getString("host") + ":" + point.getInt("port"))
        .containsExactly("127.0.0.1:8558", "127.0.0.2:8558", "127.0.0.3:8558");
    assertThat(
            config.getInt(
                "pekko.management.cluster.bootstrap.contact-point-discovery.required-contact-point-nr"))
        .isEqualTo(3);
    assertThat(config.getInt("pekko.cluster.min-nr-of-members")).isEqualTo(2);
    assertThat(config.getInt("crowdstart.limits.view-pool")).isEqualTo(9);
    assertThat(config.getInt("crowdstart.view-dispatcher.thread-pool-executor.fixed-pool-size"))
        .isEqualTo(9);
    assertThat(config.getString("pekko.loglevel")).isEqualTo("INFO");
    assertThat(
            config.getDuration("pekko.coordinated-shutdown.phases.before-service-unbind.timeout"))
        .isEqualTo(Duration.ofSeconds(12));
  }
}
