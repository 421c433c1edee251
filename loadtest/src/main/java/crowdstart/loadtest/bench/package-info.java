/**
 * Runs ours and the baseline in turn on one machine and one PostgreSQL, and writes down what was
 * measured. Servers are child processes on the class path that this process was started with.
 */
@NullMarked
package crowdstart.loadtest.bench;

import org.jspecify.annotations.NullMarked;
