package crowdstart.payment;

/**
 * A card that the provider keeps for us.
 *
 * @param customer the provider's id of whom it belongs to
 * @param method the provider's id of the card itself
 */
public record Card(String customer, String method) {}
