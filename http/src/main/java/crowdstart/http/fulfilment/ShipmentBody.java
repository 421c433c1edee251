package crowdstart.http.fulfilment;

import com.fasterxml.jackson.databind.JsonNode;
import crowdstart.fulfilment.Consignment;
import crowdstart.fulfilment.ShipmentCommand;
import crowdstart.http.wire.Fields;
import crowdstart.identity.CampaignId;
import java.util.Set;

/** Reads what a creator says of one shipment. */
final class ShipmentBody {
  private static final Set<String> FIELDS = Set.of("state", "carrier", "tracking");
  static final String STATES = "must be shipped, delivered or returned";

  private ShipmentBody() {}

  static ShipmentCommand read(JsonNode body, CampaignId campaign) {
    Fields fields = Fields.of(body, FIELDS);
    String state = fields.string("state");
    ShipmentCommand command =
        switch (state) {
          case null -> null;
          case "shipped" -> ship(fields, campaign);
          case "delivered" -> new ShipmentCommand.Deliver(campaign);
          case "returned" -> new ShipmentCommand.Return(campaign);
          default -> {
            fields.wrong("state", STATES);
            yield null;
          }
        };
    if (command != null && !(command instanceof ShipmentCommand.Ship)) {
      for (String name : new String[] {"carrier", "tracking"}) {
        if (fields.hasValue(name)) {
          fields.wrong(name, "goes with shipped only");
        }
      }
    }
    fields.done();
    if (command == null) {
      throw new IllegalStateException("the state was not read, and nothing was wrong with it");
    }
    return command;
  }

  private static ShipmentCommand ship(Fields fields, CampaignId campaign) {
    String carrier = fields.text("carrier", Consignment.CARRIER_LENGTH_MAX);
    String tracking =
        fields.hasValue("tracking")
            ? fields.text("tracking", Consignment.TRACKING_LENGTH_MAX)
            : null;
    // What was wrong with the carrier is told before the command is looked at.
    return new ShipmentCommand.Ship(
        campaign, new Consignment(carrier == null ? "" : carrier, tracking));
  }
}
