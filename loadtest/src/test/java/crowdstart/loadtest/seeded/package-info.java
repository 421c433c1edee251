@NullMarked
package crowdstart.loadtest.seeded;

import org.jspecify.annotations.NullMarked;
