/** Proves the money: what the provider's own ledger says against what our journals say. */
@NullMarked
package crowdstart.proof;

import org.jspecify.annotations.NullMarked;
