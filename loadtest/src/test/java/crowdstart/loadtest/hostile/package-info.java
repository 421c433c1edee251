@NullMarked
package crowdstart.loadtest.hostile;

import org.jspecify.annotations.NullMarked;
