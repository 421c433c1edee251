/** Processes of ours, PostgreSQL included, and what Linux says of them. */
@NullMarked
package crowdstart.loadtest.process;

import org.jspecify.annotations.NullMarked;
