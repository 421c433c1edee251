@NullMarked
package crowdstart.view;

import org.jspecify.annotations.NullMarked;
