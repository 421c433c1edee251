/** The contract itself, and the page to read it in. */
@NullMarked
package crowdstart.http.page;

import org.jspecify.annotations.NullMarked;
