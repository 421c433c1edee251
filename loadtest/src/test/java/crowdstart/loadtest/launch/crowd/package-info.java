@NullMarked
package crowdstart.loadtest.launch.crowd;

import org.jspecify.annotations.NullMarked;
