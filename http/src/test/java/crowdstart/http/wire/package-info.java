@NullMarked
package crowdstart.http.wire;

import org.jspecify.annotations.NullMarked;
