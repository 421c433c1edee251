@NullMarked
package crowdstart.loadtest.process;

import org.jspecify.annotations.NullMarked;
