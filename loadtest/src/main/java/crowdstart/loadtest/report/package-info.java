/**
 * Reports as one HTML file each: no script, no network, plots drawn here as SVG, readable in light
 * and in dark.
 */
@NullMarked
package crowdstart.loadtest.report;

import org.jspecify.annotations.NullMarked;
