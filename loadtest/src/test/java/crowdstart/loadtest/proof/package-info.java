/**
 * The long proofs in short form, whole and against real processes; the full form of each is a
 * command of this module. They judge what holds on any machine, and leave speed to the commands.
 */
@NullMarked
package crowdstart.loadtest.proof;

import org.jspecify.annotations.NullMarked;
