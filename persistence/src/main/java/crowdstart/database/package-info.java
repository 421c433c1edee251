/**
 * The database: the embedded PostgreSQL, its check, its migrations and the pools onto it. A journal
 * may live in a database of its own ({@link crowdstart.database.Databases}); all else is in the
 * main one.
 *
 * <p><b>Moving a journal.</b> With every node stopped, copy its schema ({@code pg_dump
 * --schema=order_journal} into {@code psql}) and set its {@code ..._DATABASE_URL}. Its id goes with
 * it, by which a start knows it again; what it leaves behind in the main database loses that id,
 * and what it leaves elsewhere is yours to drop. On another server, see "Restoring a dump" in
 * {@link crowdstart.feed} when a start asks for it. To begin with an empty one on purpose, and lose
 * what the other holds:
 *
 * <pre>{@code
 * delete from view.journal where name = 'order-journal';
 * }</pre>
 *
 * <p><b>Backups.</b> The offsets of feeds are in the main database. Go back to the same moment
 * everywhere, or let the main one be the older: then events are told again, which nobody minds. A
 * journal older than the views lacks what they show.
 */
@NullMarked
package crowdstart.database;

import org.jspecify.annotations.NullMarked;
