package crowdstart.loadtest.bench;

import crowdstart.loadtest.process.Node;
import java.net.URI;
import java.util.List;

/** One of those compared: where its servers listen, and their processes. */
record Side(String name, List<URI> urls, List<Long> pids) {
  static final String OURS = "crowdstart";
  static final String BASELINE = "baseline";
  static final String THREE_NODES = "crowdstart, three nodes";

  static Side of(String name, List<Node> nodes) {
    return new Side(
        name,
        nodes.stream().map(Node::url).toList(),
        nodes.stream().map(node -> node.child().pid()).toList());
  }
}
