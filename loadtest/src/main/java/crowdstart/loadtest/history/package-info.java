/**
 * What each client asked, when, of which node, and what it was told: the books that the checkers
 * read. One JSON line for each operation.
 */
@NullMarked
package crowdstart.loadtest.history;

import org.jspecify.annotations.NullMarked;
