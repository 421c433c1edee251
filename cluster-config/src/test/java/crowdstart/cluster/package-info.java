@NullMarked
package crowdstart.cluster;

import org.jspecify.annotations.NullMarked;
