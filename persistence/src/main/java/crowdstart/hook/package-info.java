/**
 * Webhooks of creators: what they asked for, and an outbox of what is owed to them. A feed adds a
 * delivery in the transaction of its offset; any node claims it, sends it, and writes down what
 * came of it. It arrives at least once, under an id that is the same each time.
 */
@NullMarked
package crowdstart.hook;

import org.jspecify.annotations.NullMarked;
