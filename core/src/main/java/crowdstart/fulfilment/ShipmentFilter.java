package crowdstart.fulfilment;

import crowdstart.identity.TierId;
import org.jspecify.annotations.Nullable;

/**
 * Which shipments of a campaign are asked for; null for any.
 *
 * @param tier those with this tier in them
 * @param country those of orders from this country
 * @param hasAddress those whose backers have said, or not, where to send them
 */
public record ShipmentFilter(
    @Nullable ShipmentStage stage,
    @Nullable TierId tier,
    @Nullable String country,
    @Nullable Boolean hasAddress) {}
