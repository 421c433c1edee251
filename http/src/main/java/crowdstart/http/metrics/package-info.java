/** What an operator sees of a node's work. */
@NullMarked
package crowdstart.http.metrics;

import org.jspecify.annotations.NullMarked;
