package crowdstart.fulfilment;

import crowdstart.identity.TierId;
import org.jspecify.annotations.Nullable;

/**
 * Which shipments a batch takes.
 *
 * @param tier those with this tier in them; null for any
 * @param country those of orders from this country; null for any
 */
public record BatchFilter(@Nullable TierId tier, @Nullable String country) {
  public static final BatchFilter ANY = new BatchFilter(null, null);
}
