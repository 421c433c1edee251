package crowdstart;

import crowdstart.cluster.ReadinessCheck;
import crowdstart.database.Journal;
import crowdstart.database.Pool;
import crowdstart.database.Pools;
import crowdstart.view.Catalogue;
import crowdstart.view.ViewQueries;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/**
 * Whether those databases answer without which no order is placed. Those of payments and of
 * fulfilment are not asked: while one of them is away, a node still sells.
 */
final class NodeReadiness implements ReadinessCheck {
  private static final Set<Journal> ORDERS_NEED = Set.of(Journal.CAMPAIGN, Journal.ORDER);
  private static final int ANSWER_WAIT_SECONDS = 1;

  private final Catalogue catalogue;
  private final InstantSource clock;
  private final Map<Journal, ViewQueries> apart = new EnumMap<>(Journal.class);

  NodeReadiness(Pools pools, Catalogue catalogue, InstantSource clock) {
    this.catalogue = catalogue;
    this.clock = clock;
    for (Journal journal : ORDERS_NEED) {
      if (pools.hasOwnDatabase(journal)) {
        apart.put(journal, new ViewQueries(pools.reader(journal, Pool.FEED)));
      }
    }
  }

  @Override
  public CompletionStage<Optional<String>> reasonNotReady() {
    CompletionStage<Optional<String>> reason =
        catalogue.due(clock.instant()).thenApply(_ -> Optional.empty());
    for (Map.Entry<Journal, ViewQueries> one : apart.entrySet()) {
      reason =
          reason.thenCombine(
              reasonOf(one.getKey(), one.getValue()), (before, own) -> before.or(() -> own));
    }
    return reason;
  }

  private static CompletionStage<Optional<String>> reasonOf(Journal journal, ViewQueries queries) {
    Optional<String> away = Optional.of("no answer from the database of the " + journal.id());
    return queries
        .ask(connection -> connection.isValid(ANSWER_WAIT_SECONDS))
        .thenApply(isValid -> isValid ? Optional.<String>empty() : away)
        .exceptionally(_ -> away)
        .toCompletableFuture()
        .completeOnTimeout(away, ANSWER_WAIT_SECONDS, TimeUnit.SECONDS);
  }
}
