@NullMarked
package crowdstart.journal;

import org.jspecify.annotations.NullMarked;
