package crowdstart.http.fulfilment;

import crowdstart.campaign.Line;
import crowdstart.fulfilment.Consignment;
import crowdstart.fulfilment.ListedShipment;
import crowdstart.fulfilment.ShipmentFilter;
import crowdstart.fulfilment.ShipmentStanding;
import crowdstart.fulfilment.ShippingLabel;
import crowdstart.http.wire.Csv;
import crowdstart.http.wire.Page;
import crowdstart.identity.CampaignId;
import crowdstart.order.Address;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.apache.pekko.NotUsed;
import org.apache.pekko.japi.Pair;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.util.ByteString;
import org.jspecify.annotations.Nullable;

/** Shipments as CSV: a campaign's, read page by page, and the labels of a batch. */
final class ShipmentCsv {
  private static final int ROWS_PER_READ = 100;
  static final String HEAD =
      "order,state,since,begunAt,country,items,batch,hasAddress,suspended,carrier,tracking\r\n";
  static final String LABELS_HEAD =
      "order,state,name,line1,line2,city,region,postalCode,country,phone,email,items,carrier,"
          + "tracking\r\n";

  /** Where reading goes on: nowhere when {@code isDone}, at the first page with no cursor. */
  private record Position(@Nullable String cursor, boolean isDone) {}

  private ShipmentCsv() {}

  /**
   * All of a campaign's.
   *
   * @param first the first page, read before the answer began so that its failure has an answer
   */
  static Source<ByteString, NotUsed> source(
      ShipmentList list, CampaignId campaign, ShipmentFilter filter, Page<ListedShipment> first) {
    Source<ByteString, NotUsed> rest =
        Source.unfoldAsync(
            new Position(first.next(), first.next() == null),
            position ->
                position.isDone()
                    ? CompletableFuture.completedStage(Optional.empty())
                    : list.list(campaign, filter, position.cursor(), ROWS_PER_READ)
                        .thenApply(page ->
                            Optional.of(
                                Pair.create(
                                    new Position(page.next(), page.next() == null),
                                    rows(page.items())))));
    return Source.single(ByteString.fromString(HEAD).concat(rows(first.items()))).concat(rest);
  }

  private static ByteString rows(List<ListedShipment> shipments) {
    StringBuilder text = new StringBuilder();
    for (ListedShipment listed : shipments) {
      ShipmentStanding shipment = listed.standing();
      Csv.cell(text, shipment.begun().order().value()).append(',');
      Csv.cell(text, shipment.stage().label()).append(',');
      Csv.cell(text, shipment.since().toString()).append(',');
      Csv.cell(text, shipment.begun().at().toString()).append(',');
      Csv.cell(text, shipment.begun().country()).append(',');
      Csv.cell(text, items(shipment)).append(',');
      Csv.cell(text, shipment.batch() == null ? null : shipment.batch().value()).append(',');
      text.append(listed.hasAddress()).append(',');
      text.append(shipment.isSuspended()).append(',');
      consignment(text, shipment.consignment());
    }
    return ByteString.fromString(text.toString());
  }

  static ByteString labels(List<ShippingLabel> labels) {
    StringBuilder text = new StringBuilder(LABELS_HEAD);
    for (ShippingLabel label : labels) {
      Address address = label.address().address();
      if (address == null) {
        throw new IllegalStateException("a locked shipment without an address");
      }
      Csv.cell(text, label.shipment().begun().order().value()).append(',');
      Csv.cell(text, label.shipment().stage().label()).append(',');
      Csv.cell(text, label.backer().name()).append(',');
      Csv.cell(text, address.line1()).append(',');
      Csv.cell(text, address.line2()).append(',');
      Csv.cell(text, address.city()).append(',');
      Csv.cell(text, address.region()).append(',');
      Csv.cell(text, address.postalCode()).append(',');
      Csv.cell(text, address.country()).append(',');
      Csv.cell(text, address.phone()).append(',');
      Csv.cell(text, label.backer().email()).append(',');
      Csv.cell(text, items(label.shipment())).append(',');
      consignment(text, label.shipment().consignment());
    }
    return ByteString.fromString(text.toString());
  }

  private static void consignment(StringBuilder text, @Nullable Consignment consignment) {
    Csv.cell(text, consignment == null ? null : consignment.carrier()).append(',');
    Csv.cell(text, consignment == null ? null : consignment.tracking()).append("\r\n");
  }

  private static String items(ShipmentStanding shipment) {
    return shipment.begun().lines().stream()
        .map((Line line) -> line.quantity() + " x " + line.tier())
        .collect(Collectors.joining("; "));
  }
}
