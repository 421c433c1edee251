@NullMarked
package crowdstart.database;

import org.jspecify.annotations.NullMarked;
