@NullMarked
package crowdstart.hook;

import org.jspecify.annotations.NullMarked;
