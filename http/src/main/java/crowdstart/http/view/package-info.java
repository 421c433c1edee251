/** The views, as the routes ask for them. */
@NullMarked
package crowdstart.http.view;

import org.jspecify.annotations.NullMarked;
