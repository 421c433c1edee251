@NullMarked
package crowdstart.http.connection;

import org.jspecify.annotations.NullMarked;
