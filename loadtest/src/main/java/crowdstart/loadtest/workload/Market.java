package crowdstart.loadtest.workload;

import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** What is on offer now. Safe for use by many threads. */
final class Market {
  /** A campaign that backers may order of. */
  record Offer(String campaign, List<String> tiers) {}

  private volatile List<Offer> offers = List.of();

  void replace(List<Offer> next) {
    offers = List.copyOf(next);
  }

  Optional<Offer> any(RandomGenerator random) {
    List<Offer> now = offers;
    return now.isEmpty() ? Optional.empty() : Optional.of(now.get(random.nextInt(now.size())));
  }
}
