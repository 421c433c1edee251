package crowdstart.cluster;

import java.util.List;

/**
 * The limits that an operator may set. What happens when one is reached is told by its line in
 * {@code --help}.
 *
 * @param checkoutsInFlightMax checkouts on this node that wait for their answer
 * @param gateQueueMax commands that wait at one campaign
 * @param orderJournalPool connections to the order journal
 * @param campaignJournalPool connections to the campaign journal
 * @param paymentJournalPool connections to the payment journal
 * @param fulfilmentJournalPool connections to the fulfilment journal
 * @param viewPool connections of views and their queries
 * @param httpConnectionsMax open client connections, watchers included
 * @param httpConnectionsPerAddressMax open connections of one client address
 * @param trustedProxies addresses whose connections are only counted in {@code httpConnectionsMax}
 */
public record Limits(
    int checkoutsInFlightMax,
    int gateQueueMax,
    int orderJournalPool,
    int campaignJournalPool,
    int paymentJournalPool,
    int fulfilmentJournalPool,
    int viewPool,
    int httpConnectionsMax,
    int httpConnectionsPerAddressMax,
    List<AddressRange> trustedProxies) {}
