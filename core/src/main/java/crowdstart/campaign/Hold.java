package crowdstart.campaign;

import crowdstart.identity.BackerId;
import java.time.Instant;
import java.util.List;

/**
 * Stock set aside for an order.
 *
 * @param expiresAt when it lapses, unless it was confirmed
 * @param isConfirmed the units are sold; kept until the order has taken note, so that a repeated
 *     confirmation finds its answer
 */
public record Hold(
    BackerId backer, List<PricedLine> lines, Instant expiresAt, boolean isConfirmed) {
  public Hold {
    lines = List.copyOf(lines);
  }

  Hold confirmed() {
    return new Hold(backer, lines, expiresAt, true);
  }
}
