package crowdstart.loadtest.workload;

import java.net.URI;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Whom the clients ask; started and stopped by somebody else.
 *
 * @param nodes base addresses, at least one
 * @param sandbox base address of the payment sandbox, which browsers speak to
 */
public record Targets(List<URI> nodes, URI sandbox) {
  public Targets {
    nodes = List.copyOf(nodes);
    if (nodes.isEmpty()) {
      throw new IllegalArgumentException("no nodes");
    }
  }

  URI any(RandomGenerator random) {
    return nodes.get(random.nextInt(nodes.size()));
  }
}
