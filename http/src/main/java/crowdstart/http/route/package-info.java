/** Who answers a request: a table of paths and methods. */
@NullMarked
package crowdstart.http.route;

import org.jspecify.annotations.NullMarked;
