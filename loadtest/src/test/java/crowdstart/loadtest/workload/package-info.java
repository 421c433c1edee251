@NullMarked
package crowdstart.loadtest.workload;

import org.jspecify.annotations.NullMarked;
