/**
 * Webhooks of creators: the calls that manage them, and the sender. Signed by the scheme of
 * standardwebhooks.com; only public addresses are connected to, and only those that were checked.
 */
@NullMarked
package crowdstart.http.hook;

import org.jspecify.annotations.NullMarked;
