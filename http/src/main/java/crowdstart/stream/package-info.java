/**
 * The arrows between the streams: what one of them says is told to the next, at least once. Each
 * follows a journal at its own pace, and none is waited for.
 */
@NullMarked
package crowdstart.stream;

import org.jspecify.annotations.NullMarked;
