package crowdstart;

import crowdstart.database.PoolState;
import crowdstart.database.Pools;
import crowdstart.feed.FeedState;
import crowdstart.feed.Feeds;
import crowdstart.hook.Hooks;
import crowdstart.http.metrics.Metrics;
import crowdstart.journal.JournalState;
import crowdstart.journal.Journals;
import crowdstart.stream.CampaignEndNotices;
import crowdstart.stream.ExpiryNotices;
import crowdstart.stream.FulfilmentSteps;
import crowdstart.stream.OrderEndNotices;
import crowdstart.stream.ShipmentNotices;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.server.Directives;
import org.apache.pekko.http.javadsl.server.Route;

/** Shows the pools, journals and feeds of a node among its metrics. */
final class NodeMetrics {
  private static final List<String> JOURNALS =
      List.of("campaign-journal", "order-journal", "payment-journal", "fulfilment-journal");
  private static final List<String> FEEDS =
      List.of(
          "campaign-view",
          "order-view",
          "payment-view",
          "fulfilment-view",
          ExpiryNotices.NAME,
          OrderEndNotices.NAME,
          CampaignEndNotices.NAME,
          ShipmentNotices.NAME,
          FulfilmentSteps.NAME,
          Hooks.ORDERS,
          Hooks.PAYMENTS,
          Hooks.SHIPMENTS);
  private static final double NANOS_PER_SECOND = 1e9;
  private static final double MILLIS_PER_SECOND = 1e3;

  private NodeMetrics() {}

  static Route route(Metrics metrics) {
    return Directives.path(
        "metrics",
        () ->
            Directives.concat(
                Directives.get(() -> complete(metrics)), Directives.head(() -> complete(metrics))));
  }

  private static Route complete(Metrics metrics) {
    return Directives.complete(HttpEntities.create(ContentTypes.TEXT_PLAIN_UTF8, metrics.scrape()));
  }

  static void show(Metrics metrics, Pools pools, ActorSystem<?> system) {
    for (PoolState pool : pools.states()) {
      Map<String, String> labels = Map.of("pool", pool.name());
      Supplier<PoolState> state =
          () ->
              pools.states().stream()
                  .filter(one -> one.name().equals(pool.name()))
                  .findFirst()
                  .orElse(pool);
      metrics.gauge(
          "crowdstart.pool.active", "Connections in use", labels, () -> state.get().active());
      metrics.gauge(
          "crowdstart.pool.waiting",
          "Threads that wait for a connection",
          labels,
          () -> state.get().waiting());
      metrics.gauge(
          "crowdstart.pool.size", "Connections at most", labels, () -> state.get().size());
    }
    JOURNALS.forEach(journal -> journal(metrics, system, journal));
    FEEDS.forEach(feed -> feed(metrics, system, feed));
  }

  private static void journal(Metrics metrics, ActorSystem<?> system, String name) {
    Map<String, String> labels = Map.of("journal", name);
    Function<Function<JournalState, Number>, Supplier<Number>> of =
        value ->
            () ->
                Journals.of(system).states().stream()
                    .filter(state -> state.name().equals(name))
                    .map(value)
                    .findFirst()
                    .orElse(0);
    metrics.gauge(
        "crowdstart.journal.writes.queued",
        "Writes that wait for a transaction",
        labels,
        of.apply(JournalState::writesQueued));
    metrics.gauge(
        "crowdstart.journal.reads.queued",
        "Recoveries that wait for a query",
        labels,
        of.apply(JournalState::readsQueued));
    metrics.counter(
        "crowdstart.journal.commits",
        "Transactions committed",
        labels,
        of.apply(JournalState::commits));
    metrics.counter(
        "crowdstart.journal.events", "Events committed", labels, of.apply(JournalState::events));
    metrics.counter(
        "crowdstart.journal.commit.seconds",
        "Time spent in transactions",
        labels,
        of.apply(state -> state.commitNanos() / NANOS_PER_SECOND));
    metrics.counter(
        "crowdstart.journal.failures",
        "Writes that failed",
        labels,
        of.apply(JournalState::failures));
  }

  /** A feed runs on one node of the cluster; on the others it shows no lag and no events. */
  private static void feed(Metrics metrics, ActorSystem<?> system, String name) {
    Map<String, String> labels = Map.of("feed", name);
    Function<Function<FeedState, Number>, Supplier<Number>> of =
        value ->
            () ->
                Feeds.of(system).states().stream()
                    .filter(state -> state.name().equals(name))
                    .map(value)
                    .findFirst()
                    .orElse(0);
    metrics.gauge(
        "crowdstart.feed.lag.seconds",
        "Age of the oldest event not yet handled",
        labels,
        of.apply(state -> state.lagMillis() / MILLIS_PER_SECOND));
    metrics.counter(
        "crowdstart.feed.events", "Events handled", labels, of.apply(FeedState::events));
  }
}
