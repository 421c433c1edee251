/** Takes connections in, and lets none of them hold anything for longer than it may. */
@NullMarked
package crowdstart.http.connection;

import org.jspecify.annotations.NullMarked;
