/** The shapes of load: one hot campaign, many campaigns, a surge, and a crowd that watches. */
@NullMarked
package crowdstart.loadtest.profile;

import org.jspecify.annotations.NullMarked;
