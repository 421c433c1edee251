package crowdstart.cluster;

import java.util.Map;

/** What a person's terminal runs, with a cluster of one. */
final class ClusterProgram {

  private ClusterProgram() {}

  public static void main(String[] arguments) throws InterruptedException {
    LocalCluster cluster = LocalCluster.start(NodeProgram.class, 1, _ -> Map.of(), System.out);
    cluster.awaitEnd();
    cluster.stop();
  }
}
