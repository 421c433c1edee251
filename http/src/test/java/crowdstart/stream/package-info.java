@NullMarked
package crowdstart.stream;

import org.jspecify.annotations.NullMarked;
