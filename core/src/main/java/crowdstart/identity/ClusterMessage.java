package crowdstart.identity;

/** Marks what may travel between nodes; the cluster's configuration says in which bytes. */
public interface ClusterMessage {}
