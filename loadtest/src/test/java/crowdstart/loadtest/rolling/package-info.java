@NullMarked
package crowdstart.loadtest.rolling;

import org.jspecify.annotations.NullMarked;
