package crowdstart.identity;

/** Marks what may travel between nodes; the cluster's configuration binds it to Jackson CBOR. */
public interface ClusterMessage {}
