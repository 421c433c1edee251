/** The views: what can be listed and searched, made from the feeds and a moment behind them. */
@NullMarked
package crowdstart.view;

import org.jspecify.annotations.NullMarked;
