/** A campaign: its rules, its stock, and the gate that commits a surge in groups. */
@NullMarked
package crowdstart.campaign;

import org.jspecify.annotations.NullMarked;
