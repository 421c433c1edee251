/** Who may run a campaign. */
@NullMarked
package crowdstart.http.creator;

import org.jspecify.annotations.NullMarked;
