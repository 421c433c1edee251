/** What the adapters' tests share: a journal and a clock that a test holds in its hand. */
@NullMarked
package crowdstart.testing;

import org.jspecify.annotations.NullMarked;
