/** More than a node can do, on purpose: what is served, and how soon the rest is told. */
@NullMarked
package crowdstart.loadtest.overload;

import org.jspecify.annotations.NullMarked;
