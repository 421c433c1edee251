/**
 * A node of the cluster: its settings, its start, its readiness, its drain and its end.
 *
 * <p>Nothing here knows what the node is for; the module http puts campaigns and orders on it.
 */
@NullMarked
package crowdstart.cluster;

import org.jspecify.annotations.NullMarked;
