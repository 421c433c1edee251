@NullMarked
package crowdstart.loadtest.check;

import org.jspecify.annotations.NullMarked;
