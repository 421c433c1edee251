@NullMarked
package crowdstart.loadtest.overload;

import org.jspecify.annotations.NullMarked;
