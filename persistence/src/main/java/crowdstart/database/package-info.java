/** The database: the embedded PostgreSQL, its check, its migrations and the pools onto it. */
@NullMarked
package crowdstart.database;

import org.jspecify.annotations.NullMarked;
