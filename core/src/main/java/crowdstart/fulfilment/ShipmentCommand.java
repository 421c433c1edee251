package crowdstart.fulfilment;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import crowdstart.campaign.Line;
import crowdstart.identity.BatchId;
import crowdstart.identity.CampaignId;
import crowdstart.identity.OrderId;
import java.util.List;

/** What the rules of a shipment decide on. Any of them may be sent again. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "is")
@JsonSubTypes({
  @JsonSubTypes.Type(value = ShipmentCommand.Begin.class, name = "begin"),
  @JsonSubTypes.Type(value = ShipmentCommand.Batch.class, name = "batch"),
  @JsonSubTypes.Type(value = ShipmentCommand.Unbatch.class, name = "unbatch"),
  @JsonSubTypes.Type(value = ShipmentCommand.Lock.class, name = "lock"),
  @JsonSubTypes.Type(value = ShipmentCommand.Ship.class, name = "ship"),
  @JsonSubTypes.Type(value = ShipmentCommand.Deliver.class, name = "deliver"),
  @JsonSubTypes.Type(value = ShipmentCommand.Return.class, name = "return"),
  @JsonSubTypes.Type(value = ShipmentCommand.Suspend.class, name = "suspend"),
  @JsonSubTypes.Type(value = ShipmentCommand.Resume.class, name = "resume"),
  @JsonSubTypes.Type(value = ShipmentCommand.Cancel.class, name = "cancel"),
  @JsonSubTypes.Type(value = ShipmentCommand.Reopen.class, name = "reopen")
})
public sealed interface ShipmentCommand {

  /** The order is paid for; see {@link ShipmentEvent.Begun}. */
  record Begin(OrderId order, CampaignId campaign, List<Line> lines, String country)
      implements ShipmentCommand {
    public Begin {
      lines = List.copyOf(lines);
    }
  }

  record Batch(BatchId batch) implements ShipmentCommand {}

  /** It cannot be made with its batch: back into the line. */
  record Unbatch(BatchId batch) implements ShipmentCommand {}

  /** Its address is locked, and its batch will be made. */
  record Lock(BatchId batch) implements ShipmentCommand {}

  /** What a campaign's creator says of a shipment of that campaign. */
  sealed interface OfCampaign extends ShipmentCommand {
    CampaignId campaign();
  }

  record Ship(CampaignId campaign, Consignment consignment) implements OfCampaign {}

  record Deliver(CampaignId campaign) implements OfCampaign {}

  record Return(CampaignId campaign) implements OfCampaign {}

  /** Its payment is disputed. */
  record Suspend() implements ShipmentCommand {}

  /** Its payment is disputed no more. */
  record Resume() implements ShipmentCommand {}

  /** All of the money goes back. */
  record Cancel() implements ShipmentCommand {}

  /** The money did not get there, or is back: one that was called off is in the line again. */
  record Reopen() implements ShipmentCommand {}
}
