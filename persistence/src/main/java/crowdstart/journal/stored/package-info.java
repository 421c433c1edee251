/**
 * What events and snapshots look like in the database: JSON under short names that never change.
 * Every version ever stored has a checked-in file under the tests, and must load for ever.
 */
@NullMarked
package crowdstart.journal.stored;

import org.jspecify.annotations.NullMarked;
