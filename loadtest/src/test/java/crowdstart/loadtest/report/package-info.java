@NullMarked
package crowdstart.loadtest.report;

import org.jspecify.annotations.NullMarked;
