/** Whole nodes, and the rules of the house. */
@NullMarked
package crowdstart;

import org.jspecify.annotations.NullMarked;
