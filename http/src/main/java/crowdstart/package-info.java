/** Puts a node together. The one package that sees all the others. */
@NullMarked
package crowdstart;

import org.jspecify.annotations.NullMarked;
