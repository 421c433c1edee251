@NullMarked
package crowdstart.loadtest.watch;

import org.jspecify.annotations.NullMarked;
