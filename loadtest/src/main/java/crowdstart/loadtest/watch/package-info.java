/**
 * A crowd that watches a campaign's totals: many event streams on one thread, each checked event by
 * event.
 */
@NullMarked
package crowdstart.loadtest.watch;

import org.jspecify.annotations.NullMarked;
