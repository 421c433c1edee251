@NullMarked
package crowdstart.http.hook;

import org.jspecify.annotations.NullMarked;
