/**
 * The checkers are checked: bugs of the kinds that they are there for, each put into one run of the
 * product by changing a few words of its source, which is then compiled and set before the
 * product's own classes. Nothing of it is in the product itself.
 */
@NullMarked
package crowdstart.loadtest.seeded;

import org.jspecify.annotations.NullMarked;
