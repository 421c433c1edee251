package crowdstart.loadtest.payment;

/**
 * An order whose payment has been opened, as the backer's browser holds it before it gives a card.
 *
 * @param reference the setup's id at the provider
 * @param clientSecret what proves to the provider that the browser may confirm that setup
 */
public record OpenedOrder(String order, String reference, String clientSecret) {}
