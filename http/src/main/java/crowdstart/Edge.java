package crowdstart;

import crowdstart.cluster.CreatorToken;
import crowdstart.cluster.Limits;
import crowdstart.http.connection.ConnectionLimits;
import crowdstart.http.creator.Creators;
import java.util.List;

/** What the settings say about who may connect, and as whom. */
final class Edge {
  private Edge() {}

  static Creators creators(List<CreatorToken> tokens) {
    return tokens.isEmpty()
        ? Creators.anyone()
        : Creators.of(
            tokens.stream()
                .map(it -> new Creators.Token(it.token().value(), it.name().orElse(null)))
                .toList());
  }

  static ConnectionLimits connections(Limits limits) {
    return ConnectionLimits.of(
        limits.httpConnectionsMax(),
        limits.httpConnectionsPerAddressMax(),
        peer -> limits.trustedProxies().stream().anyMatch(range -> range.contains(peer)));
  }
}
