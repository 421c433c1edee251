/**
 * The simulator: the rules, in one thread, in a world whose clock, network, journals and crashes
 * are drawn from a seed. The same seed plays the same world, step by step.
 */
@NullMarked
package crowdstart.simulator;

import org.jspecify.annotations.NullMarked;
