@NullMarked
package crowdstart.http.stream;

import org.jspecify.annotations.NullMarked;
