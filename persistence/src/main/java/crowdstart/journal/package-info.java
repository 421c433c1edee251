/** The journals: how events are written, read back, and named in storage. */
@NullMarked
package crowdstart.journal;

import org.jspecify.annotations.NullMarked;
