@NullMarked
package crowdstart.feed;

import org.jspecify.annotations.NullMarked;
