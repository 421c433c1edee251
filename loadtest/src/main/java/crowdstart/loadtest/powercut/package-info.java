/**
 * The power cut: PostgreSQL on a disk of its own that dies while orders are acknowledged, and what
 * is found on a copy of what it held.
 */
@NullMarked
package crowdstart.loadtest.powercut;

import org.jspecify.annotations.NullMarked;
