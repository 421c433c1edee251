@NullMarked
package crowdstart.loadtest;

import org.jspecify.annotations.NullMarked;
