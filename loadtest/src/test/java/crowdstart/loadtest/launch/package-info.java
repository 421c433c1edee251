@NullMarked
package crowdstart.loadtest.launch;

import org.jspecify.annotations.NullMarked;
