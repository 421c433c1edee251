package crowdstart.campaign;

import crowdstart.identity.BackerId;
import crowdstart.identity.OrderId;
import java.time.Instant;
import java.util.List;

/** One step of stock, as it stands in the journal. */
public sealed interface Move {
  OrderId order();

  /** Stock is set aside. */
  record Held(OrderId order, BackerId backer, List<PricedLine> lines, Instant expiresAt)
      implements Move {
    public Held {
      lines = List.copyOf(lines);
    }
  }

  /** Held stock is sold. */
  record Confirmed(OrderId order) implements Move {}

  /** Held or sold stock is free again, because the order gave it back. */
  record Released(OrderId order) implements Move {}

  /** A hold ran out, by time or with its campaign: its stock is free again. */
  record Expired(OrderId order) implements Move {}

  /** The order has taken note of its confirmation: the sold units need no entry any more. */
  record Forgotten(OrderId order) implements Move {}
}
