package crowdstart.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import crowdstart.campaign.Line;
import crowdstart.fulfilment.BatchAnswer;
import crowdstart.fulfilment.BatchEvent;
import crowdstart.fulfilment.BatchFilter;
import crowdstart.fulfilment.ShipmentAnswer;
import crowdstart.fulfilment.ShipmentCommand;
import crowdstart.http.fulfilment.BatchSteps;
import crowdstart.identity.BatchId;
import crowdstart.identity.CampaignId;
import crowdstart.identity.OrderId;
import crowdstart.order.OrderAnswer;
import crowdstart.order.OrderEvent;
import java.time.Instant;
import java.util.List;

/** Parcels for tests, and the steps that a node takes for batches by its feed. */
final class Parcels {
  static final String ADDRESS =
      "{\"line1\":\"Lampv\u00E4gen 1\",\"city\":\"Ume\u00E5\",\"postalCode\":\"903 26\","
          + "\"country\":\"SE\",\"phone\":\"+46 90 1\"}";
  static final String OTHER_ADDRESS =
      "{\"line1\":\"=Lampv\u00E4gen, 2\",\"line2\":\"2 tr\",\"city\":\"Ume\u00E5\","
          + "\"region\":\"AC\",\"country\":\"SE\"}";
  static final String SHIPPED = "{\"state\":\"shipped\",\"carrier\":\"Post\",\"tracking\":\"RR1\"}";

  private final Client client;
  private final TestNode node;
  private final String campaign;

  Parcels(Client client, TestNode node, String campaign) {
    this.client = client;
    this.node = node;
    this.campaign = campaign;
  }

  /** An order that is confirmed and has no parcel. */
  OrderId confirmed(String tier, String email) {
    ObjectNode order = Given.order(tier, 1, email);
    OrderId id = new OrderId(Given.placed(client, node, campaign, order, "k").id());
    node.engine.orders().confirm(id).toCompletableFuture().join();
    return id;
  }

  /** An order that is paid for, as its payment would say. */
  OrderId paid(String tier, String email) {
    OrderId id = confirmed(tier, email);
    OrderAnswer answer = node.engine.orders().read(id).toCompletableFuture().join();
    OrderEvent.Placed placed = ((OrderAnswer.Found) answer).standing().placed();
    List<Line> lines =
        placed.lines().stream().map(line -> new Line(line.tier(), line.quantity())).toList();
    change(
        id,
        new ShipmentCommand.Begin(id, new CampaignId(campaign), lines, placed.backer().country()));
    node.parcels.shipment(id);
    return id;
  }

  /** What a payment says of a parcel. */
  void change(OrderId order, ShipmentCommand command) {
    assertThat(node.fulfilment.shipments().change(order, command).toCompletableFuture().join())
        .isInstanceOf(ShipmentAnswer.Found.class);
  }

  OrderId paidWithAddress(String tier, String email) {
    OrderId id = paid(tier, email);
    assertThat(putAddress(id, ADDRESS).status()).isEqualTo(200);
    return id;
  }

  Client.Answer putAddress(OrderId order, String address) {
    return client.put("/v1/orders/" + order + "/address", address);
  }

  String state(OrderId order) {
    return client.get("/v1/orders/" + order + "/shipment").json().path("state").asText();
  }

  Client.Answer open(String key, String filter, String... headers) {
    String[] all = java.util.Arrays.copyOf(headers, headers.length + 2);
    all[headers.length] = "Idempotency-Key";
    all[headers.length + 1] = key;
    return client.postText(batches(), filter, all);
  }

  /** What the node does once it hears that a batch was opened. */
  void opened(String batch) {
    BatchId id = new BatchId(batch);
    BatchAnswer answer = node.fulfilment.batches().readOrders(id).toCompletableFuture().join();
    List<OrderId> orders = ((BatchAnswer.Chosen) answer).orders();
    steps()
        .take(
            batch,
            new BatchEvent.Opened(
                id, new CampaignId(campaign), BatchFilter.ANY, orders, Instant.EPOCH));
  }

  /** What the node does once it hears that a batch is to be locked. */
  void lockAsked(String batch) {
    steps().take(batch, new BatchEvent.LockAsked(new BatchId(batch), Instant.EPOCH));
  }

  BatchSteps steps() {
    return new BatchSteps(node.engine.orders(), node.fulfilment);
  }

  String batches() {
    return "/v1/campaigns/" + campaign + "/batches";
  }

  String shipments() {
    return "/v1/campaigns/" + campaign + "/shipments";
  }

  Client.Answer ship(OrderId order) {
    return client.postText(shipments() + "/" + order, SHIPPED);
  }

  Client.Answer importFile(String csv) {
    return client.postText(shipments(), csv, "Content-Type", "text/csv");
  }
}
