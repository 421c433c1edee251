package crowdstart.loadtest.workload;

import java.net.URI;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Whom the clients ask; started and stopped by somebody else.
 *
 * @param nodes base addresses, at least one
 * @param sandbox base address of the payment sandbox, which browsers speak to
 * @param creatorToken empty where the nodes ask creators for none
 */
public record Targets(List<URI> nodes, URI sandbox, String creatorToken) {
  public Targets {
    nodes = List.copyOf(nodes);
    if (nodes.isEmpty()) {
      throw new IllegalArgumentException("no nodes");
    }
  }

  /** Of nodes that ask creators for no token. */
  public Targets(List<URI> nodes, URI sandbox) {
    this(nodes, sandbox, "");
  }

  URI any(RandomGenerator random) {
    return nodes.get(random.nextInt(nodes.size()));
  }
}
