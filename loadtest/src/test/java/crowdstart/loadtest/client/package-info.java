@NullMarked
package crowdstart.loadtest.client;

import org.jspecify.annotations.NullMarked;
