/** What backers, creators and the provider say about money. */
@NullMarked
package crowdstart.http.payment;

import org.jspecify.annotations.NullMarked;
