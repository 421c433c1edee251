@NullMarked
package crowdstart.loadtest.payment;

import org.jspecify.annotations.NullMarked;
