/** An order: its rules, and the entity that keeps one. */
@NullMarked
package crowdstart.order;

import org.jspecify.annotations.NullMarked;
