/**
 * When requests are meant to start, what became of them, and how long they took from that moment.
 */
@NullMarked
package crowdstart.loadtest.measure;

import org.jspecify.annotations.NullMarked;
