package crowdstart.cluster;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What the settings change in the configuration files. */
final class SettingsOverlay {

  /** They have connections of their own, and threads beyond those of the other projections. */
  private static final int FULFILMENT_PROJECTIONS = 2;

  private SettingsOverlay() {}

  static Config of(Settings settings) {
    Map<String, Object> values = new HashMap<>();
    addresses(values, settings);
    cluster(values, settings);
    limits(values, settings.limits());
    String level = settings.pekkoLogLevel();
    values.put("pekko.loglevel", level.equals("WARN") ? "WARNING" : level);
    // The phase must outlast the wait that takes place in it.
    values.put(
        "pekko.coordinated-shutdown.phases.before-service-unbind.timeout",
        settings.drainWait().plusSeconds(5));
    return ConfigFactory.parseMap(values, "settings");
  }

  private static void addresses(Map<String, Object> values, Settings settings) {
    values.put("pekko.remote.artery.canonical.hostname", settings.artery().host());
    values.put("pekko.remote.artery.canonical.port", settings.artery().port());
    values.put("pekko.management.http.hostname", settings.management().host());
    values.put("pekko.management.http.port", settings.management().port());
    values.put(
        "pekko.management.cluster.bootstrap.contact-point.fallback-port",
        settings.management().port());
  }

  private static void cluster(Map<String, Object> values, Settings settings) {
    List<Endpoint> contactPoints = settings.contactPoints();
    values.put(
        "pekko.discovery.config.services.crowdstart.endpoints",
        contactPoints.stream()
            .map(point -> Map.of("host", point.host(), "port", point.port()))
            .toList());
    values.put(
        "pekko.management.cluster.bootstrap.contact-point-discovery.required-contact-point-nr",
        contactPoints.size());
    // Shards are dealt out once most nodes are there, so that the first does not get them all.
    values.put("pekko.cluster.min-nr-of-members", contactPoints.size() / 2 + 1);
    values.put("crowdstart.region", settings.region());
  }

  private static void limits(Map<String, Object> values, Limits limits) {
    values.put("crowdstart.limits.checkouts-in-flight-max", limits.checkoutsInFlightMax());
    values.put("crowdstart.limits.gate-queue-max", limits.gateQueueMax());
    values.put("crowdstart.limits.order-journal-pool", limits.orderJournalPool());
    values.put("crowdstart.limits.campaign-journal-pool", limits.campaignJournalPool());
    values.put("crowdstart.limits.fulfilment-journal-pool", limits.fulfilmentJournalPool());
    values.put("crowdstart.limits.view-pool", limits.viewPool());
    // One thread per connection: more threads would only wait for one, fewer leave some idle.
    values.put(
        "crowdstart.view-dispatcher.thread-pool-executor.fixed-pool-size", limits.viewPool());
    values.put(
        "pekko.projection.jdbc.blocking-jdbc-dispatcher.thread-pool-executor.fixed-pool-size",
        limits.viewPool() + FULFILMENT_PROJECTIONS);
  }
}
