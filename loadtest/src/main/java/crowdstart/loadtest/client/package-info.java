/**
 * A small non-blocking HTTP/1.1 client. It shares two cores with what it measures, so it does no
 * more than it must: request bytes are prepared once, one thread serves all connections, and a
 * response is parsed for the few fields that the books need.
 */
@NullMarked
package crowdstart.loadtest.client;

import org.jspecify.annotations.NullMarked;
