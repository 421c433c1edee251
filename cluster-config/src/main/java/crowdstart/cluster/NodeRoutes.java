package crowdstart.cluster;

import org.apache.pekko.actor.ExtendedActorSystem;
import org.apache.pekko.http.javadsl.model.StatusCodes;
import org.apache.pekko.http.javadsl.server.AllDirectives;
import org.apache.pekko.http.javadsl.server.Route;
import org.apache.pekko.management.javadsl.ManagementRouteProvider;
import org.apache.pekko.management.javadsl.ManagementRouteProviderSettings;

/**
 * What the management port serves beside the cluster's own pages: health, and what was added by
 * {@link ClusterNode#manage}. Named in management.conf.
 */
public final class NodeRoutes extends AllDirectives implements ManagementRouteProvider {

  private final NodeState state;

  /** Called by Pekko Management, by reflection. */
  public NodeRoutes(ExtendedActorSystem system) {
    state = NodeState.ID.get(system);
  }

  @Override
  public Route routes(ManagementRouteProviderSettings settings) {
    return concat(
        pathPrefix(
            "health",
            () ->
                concat(
                    path("ready", () -> concat(get(this::ready), head(this::ready))),
                    path("alive", () -> concat(get(this::alive), head(this::alive))))),
        // Read at every request, because routes may be added after the port is open.
        extract(
            _ -> state.managementRoutes(),
            routes -> routes.stream().reduce(reject(), (one, other) -> concat(one, other))));
  }

  private Route ready() {
    return onSuccess(
        () -> state.readiness().reasonNotReady(),
        why ->
            why.map(reason ->
                    complete(StatusCodes.SERVICE_UNAVAILABLE, "not ready: " + reason + "\n"))
                .orElseGet(() -> complete(StatusCodes.OK, "ready\n")));
  }

  /** That the port answers at all is the answer: what a restart would not cure is not a reason. */
  private Route alive() {
    return complete(StatusCodes.OK, "alive\n");
  }
}
