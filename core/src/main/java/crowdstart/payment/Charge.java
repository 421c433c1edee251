package crowdstart.payment;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The one charge of an order at the provider.
 *
 * @param reference the provider's id; null until it is known
 * @param attempt the last attempt to confirm it, from 1
 * @param lastTry the provider's id of the last try that is known to have failed
 * @param firstTriedAt when it was tried first: the days of patience count from here
 */
public record Charge(
    @Nullable String reference, int attempt, @Nullable String lastTry, Instant firstTriedAt) {
  Charge tried(int next) {
    return new Charge(reference, next, lastTry, firstTriedAt);
  }

  Charge made(String id) {
    return new Charge(id, attempt, lastTry, firstTriedAt);
  }

  Charge failed(@Nullable String providersTry) {
    return new Charge(
        reference, attempt, providersTry == null ? lastTry : providersTry, firstTriedAt);
  }
}
