package crowdstart.fulfilment;

import static crowdstart.fulfilment.ShipmentSpec.*;

import crowdstart.campaign.Fixture;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.pekko.actor.typed.ActorRef;

/** One of each message of this stream that may cross nodes. */
public final class FulfilmentSamples {
  private FulfilmentSamples() {}

  public static List<Object> all(ActorRef<Object> to) {
    ShipmentStanding bare =
        new ShipmentStanding(
            (ShipmentEvent.Begun) BEGUN, ShipmentStage.READY, Fixture.NOW, true, null, null);
    ShipmentStanding full =
        new ShipmentStanding(
            (ShipmentEvent.Begun) BEGUN, ShipmentStage.SHIPPED, LATER, false, ONE, POST);
    BatchStanding batch =
        new BatchStanding(
            ONE, Fixture.CAMPAIGN, BatchFilter.ANY, 2, BatchStage.LOCKING, Fixture.NOW, LATER);
    List<Object> all = new ArrayList<>();
    for (ShipmentCommand command :
        List.of(
            begin(),
            new ShipmentCommand.Batch(ONE),
            new ShipmentCommand.Unbatch(ONE),
            new ShipmentCommand.Lock(ONE),
            ship(),
            new ShipmentCommand.Ship(Fixture.CAMPAIGN, new Consignment("Post", null)),
            deliver(),
            giveBack(),
            new ShipmentCommand.Suspend(),
            new ShipmentCommand.Resume(),
            new ShipmentCommand.Cancel(),
            new ShipmentCommand.Reopen())) {
      all.add(new ShipmentMessage.Change(command, to.narrow()));
    }
    for (BatchCommand command :
        List.of(
            new BatchCommand.Open(
                ONE,
                Fixture.CAMPAIGN,
                new BatchFilter(Fixture.EARLY, "SE"),
                List.of(Fixture.order(1), Fixture.order(2))),
            new BatchCommand.Lock(Fixture.CAMPAIGN),
            new BatchCommand.Finish())) {
      all.add(new BatchMessage.Change(command, to.narrow()));
    }
    Arrays.stream(BatchRejection.values()).map(BatchAnswer.Refused::new).forEach(all::add);
    all.addAll(
        List.of(
            new ShipmentMessage.Read(to.narrow()),
            new ShipmentAnswer.Found(bare),
            new ShipmentAnswer.Found(full),
            new ShipmentAnswer.Refused(full),
            new ShipmentAnswer.NotFound(),
            new ShipmentAnswer.Unknown(),
            new BatchMessage.Read(to.narrow()),
            new BatchMessage.ReadOrders(to.narrow()),
            new BatchAnswer.Found(batch),
            new BatchAnswer.Chosen(List.of(Fixture.order(1))),
            new BatchAnswer.Unknown()));
    return all;
  }
}
