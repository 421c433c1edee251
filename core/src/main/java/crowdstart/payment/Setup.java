package crowdstart.payment;

import org.jspecify.annotations.Nullable;

/**
 * The setup through which a card is being secured.
 *
 * @param number from 1
 * @param reference the provider's id; null until it is known
 */
public record Setup(int number, @Nullable String reference) {}
