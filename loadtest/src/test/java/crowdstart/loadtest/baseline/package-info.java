@NullMarked
package crowdstart.loadtest.baseline;

import org.jspecify.annotations.NullMarked;
