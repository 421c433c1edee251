@NullMarked
package crowdstart.http.campaign;

import org.jspecify.annotations.NullMarked;
