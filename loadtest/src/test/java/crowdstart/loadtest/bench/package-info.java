@NullMarked
package crowdstart.loadtest.bench;

import org.jspecify.annotations.NullMarked;
