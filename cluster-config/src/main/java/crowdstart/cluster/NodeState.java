package crowdstart.cluster;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.pekko.actor.AbstractExtensionId;
import org.apache.pekko.actor.ExtendedActorSystem;
import org.apache.pekko.actor.Extension;
import org.apache.pekko.http.javadsl.server.Route;

/** Where {@link ClusterNode} leaves what {@link NodeRoutes}, made by reflection, picks up. */
final class NodeState implements Extension {

  static final Id ID = new Id();

  private final Readiness readiness;
  private final List<Route> managementRoutes = new CopyOnWriteArrayList<>();

  private NodeState(ExtendedActorSystem system) {
    readiness = new Readiness(system);
  }

  Readiness readiness() {
    return readiness;
  }

  List<Route> managementRoutes() {
    return managementRoutes;
  }

  static final class Id extends AbstractExtensionId<NodeState> {
    @Override
    public NodeState createExtension(ExtendedActorSystem system) {
      return new NodeState(system);
    }
  }
}
