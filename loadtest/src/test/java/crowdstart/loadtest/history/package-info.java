@NullMarked
package crowdstart.loadtest.history;

import org.jspecify.annotations.NullMarked;
