/** The server: what listens, who is asked, and how it ends. */
@NullMarked
package crowdstart.http;

import org.jspecify.annotations.NullMarked;
