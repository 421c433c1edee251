package crowdstart.campaign;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import crowdstart.identity.BackerId;
import crowdstart.identity.OrderId;
import java.util.List;

/** What an order asks of a campaign's stock. Each may be sent again: it gets its first answer. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "is")
@JsonSubTypes({
  @JsonSubTypes.Type(value = StockCommand.PlaceHold.class, name = "place"),
  @JsonSubTypes.Type(value = StockCommand.ConfirmHold.class, name = "confirm"),
  @JsonSubTypes.Type(value = StockCommand.ReleaseHold.class, name = "release"),
  @JsonSubTypes.Type(value = StockCommand.ForgetHold.class, name = "forget"),
  @JsonSubTypes.Type(value = StockCommand.FindHold.class, name = "find")
})
public sealed interface StockCommand {
  OrderId order();

  /** Set all of these lines aside, or none. */
  record PlaceHold(OrderId order, BackerId backer, List<Line> lines) implements StockCommand {
    public PlaceHold {
      lines = List.copyOf(lines);
    }
  }

  /** The order is paid for as far as it has to be: its units are sold. */
  record ConfirmHold(OrderId order) implements StockCommand {}

  /** The order is off: its units are free. */
  record ReleaseHold(OrderId order) implements StockCommand {}

  /** The order has noted that its hold was confirmed. */
  record ForgetHold(OrderId order) implements StockCommand {}

  /** Whether the order has a hold. Changes nothing. */
  record FindHold(OrderId order) implements StockCommand {}
}
