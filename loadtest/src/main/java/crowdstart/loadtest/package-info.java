/**
 * Load from outside: profiles, a fair baseline, and the bench that compares. Speaks HTTP and SQL
 * only.
 */
@NullMarked
package crowdstart.loadtest;

import org.jspecify.annotations.NullMarked;
