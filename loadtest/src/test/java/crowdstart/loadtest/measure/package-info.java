@NullMarked
package crowdstart.loadtest.measure;

import org.jspecify.annotations.NullMarked;
