/** The server as its clients meet it. */
@NullMarked
package crowdstart.http;

import org.jspecify.annotations.NullMarked;
