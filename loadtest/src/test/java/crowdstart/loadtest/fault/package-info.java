@NullMarked
package crowdstart.loadtest.fault;

import org.jspecify.annotations.NullMarked;
