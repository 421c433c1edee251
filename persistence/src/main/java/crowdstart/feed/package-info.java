/**
 * Feeds: a journal read from its beginning and onwards, by anyone, without a gap.
 *
 * <p>A feed reads in the order of (transaction, ordering), and only what is older than the oldest
 * transaction still running. So it skips no late commit and waits for no number that a rolled back
 * transaction took; it waits for running transactions only, of anything on the same PostgreSQL
 * server that writes, and the limits of our sessions bound ours.
 *
 * <p><b>Restoring a dump.</b> Transaction numbers belong to a server. Crash recovery, physical
 * backups, failover and {@code pg_upgrade} keep them going; a dump loaded into another server does
 * not, and there stored numbers may lie ahead of new ones, which would then be skipped. A start
 * refuses such a journal by name ({@link crowdstart.database.Migrations}); the operator then runs,
 * with every node stopped and for each journal schema,
 *
 * <pre>{@code
 * update order_journal.event_journal set tx = '3';
 * delete from view.pekko_projection_offset_store;
 * }</pre>
 *
 * and empties the views, which the next start rebuilds from the journals.
 *
 * <p><b>A journal that went back.</b> A journal in a database of its own may be restored to an
 * earlier time than the offsets. A consumer that stands behind an event which its journal has not
 * stands still and says so, since new events may get lower numbers than that one. The operator then
 * lets it begin anew: the second statement above, and empty views.
 */
@NullMarked
package crowdstart.feed;

import org.jspecify.annotations.NullMarked;
