/**
 * A small, seeded set of clients that create campaigns, order, repeat, cancel, pay, read and watch,
 * one thing at a time each, and write down what they were told. For correctness, not for speed.
 */
@NullMarked
package crowdstart.loadtest.workload;

import org.jspecify.annotations.NullMarked;
