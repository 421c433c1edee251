package crowdstart.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import crowdstart.fulfilment.ShipmentCommand;
import crowdstart.identity.BatchId;
import crowdstart.identity.OrderId;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Batches over HTTP: what is in them, and what they are locked without. */
class ParcelBatchTest {
  private static TestNode node;
  private static Client client;
  private Parcels parcels;

  @BeforeAll
  static void start() {
    node = TestNode.start();
    client = new Client(node);
  }

  @AfterAll
  static void stop() {
    client.close();
    node.close();
  }

  @BeforeEach
  void campaign() {
    parcels = new Parcels(client, node, Given.liveCampaign(client, node, 1_000));
  }

  @Test
  void aBatchGoesFromOpenToDone() {
    OrderId one = parcels.paidWithAddress("lamp", "a@example.org");
    OrderId two = parcels.paidWithAddress("early-bird", "b@example.org");
    OrderId homeless = parcels.paid("lamp", "c@example.org");
    Client.Answer opened = parcels.open("k1", "{}");
    assertThat(opened.status()).isEqualTo(201);
    assertThat(opened.json().path("chosen").asInt()).isEqualTo(3);
    String batch = opened.id();
    parcels.opened(batch);
    Client.Answer again = parcels.open("k1", "{}");
    assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
    assertThat(again.json()).isEqualTo(opened.json());
    assertThat(parcels.open("k2", "{}").type()).isEqualTo("nothing-ready");
    assertThat(orders(client.get(parcels.shipments() + "?hasAddress=false")))
        .containsExactly(homeless.value());
    assertThat(orders(client.get(parcels.shipments() + "?hasAddress=true")))
        .containsExactlyInAnyOrder(one.value(), two.value());

    assertThat(parcels.state(one)).isEqualTo("batched");
    assertThat(parcels.putAddress(one, Parcels.OTHER_ADDRESS).status())
        .as("while it is open")
        .isEqualTo(200);
    String path = parcels.batches() + "/" + batch;
    assertThat(client.get(path + "/shipments").type()).isEqualTo("batch-state");
    assertThat(client.post(path + "/lock").json().path("state").asText()).isEqualTo("locking");
    parcels.lockAsked(batch);
    parcels.lockAsked(batch);
    parcels.opened(batch);
    assertThat(client.post(path + "/lock").json().path("state").asText()).isEqualTo("locked");
    assertThat(parcels.putAddress(one, Parcels.ADDRESS).type()).isEqualTo("address-final");
    assertThat(parcels.putAddress(one, Parcels.OTHER_ADDRESS).status())
        .as("a repeat")
        .isEqualTo(200);
    assertThat(parcels.state(homeless)).isEqualTo("ready");
    assertThat(parcels.putAddress(homeless, Parcels.ADDRESS).status()).isEqualTo(200);
    parcels.opened(batch);
    parcels.lockAsked(batch);
    assertThat(parcels.state(homeless)).as("a repeat does not bring it back").isEqualTo("ready");

    assertThat(client.get(path + "/shipments").status()).as("the view is behind").isEqualTo(503);
    node.parcels.batch(new BatchId(batch));
    String labels = client.get(path + "/shipments").text();
    assertThat(labels.lines()).hasSize(3);
    assertThat(labels)
        .contains(one + ",batched,A Backer,\"'=Lampv\u00E4gen, 2\",2 tr,Ume\u00E5,AC,,SE,,a@")
        .contains(two + ",batched,A Backer,Lampv\u00E4gen 1,")
        .doesNotContain(homeless.value());
    parcels.ship(one);
    JsonNode locked = client.get(path).json();
    assertThat(locked.path("state").asText()).isEqualTo("locked");
    assertThat(locked.path("leftOut"))
        .extracting(JsonNode::asText)
        .containsExactly(homeless.value());
    parcels.ship(two);
    JsonNode done = client.get(path).json();
    assertThat(done.path("state").asText()).isEqualTo("done");
    assertThat(done.path("shipments").path("shipped").asInt()).isEqualTo(2);
    assertThat(client.get(parcels.batches()).json().path("items").path(0)).isEqualTo(done);
    Client.Answer next = parcels.open("k2", "{\"country\":\"SE\"}");
    assertThat(next.json().path("chosen").asInt()).isEqualTo(1);
  }

  private static List<String> orders(Client.Answer answer) {
    return answer.json().path("items").findValuesAsText("order");
  }

  @Test
  void aBatchIsLockedWithoutWhatIsSuspended() {
    OrderId one = parcels.paidWithAddress("lamp", "a@example.org");
    OrderId disputed = parcels.paidWithAddress("lamp", "b@example.org");
    String batch = parcels.open("k1", "{}").id();
    parcels.opened(batch);
    parcels.change(disputed, new ShipmentCommand.Suspend());
    assertThat(suspended()).containsExactly(disputed.value());
    client.post(parcels.batches() + "/" + batch + "/lock");
    parcels.lockAsked(batch);

    node.parcels.batch(new BatchId(batch));
    JsonNode locked = client.get(parcels.batches() + "/" + batch).json();
    assertThat(locked.path("leftOut"))
        .extracting(JsonNode::asText)
        .containsExactly(disputed.value());
    assertThat(locked.path("shipments").path("batched").asInt()).isEqualTo(1);
    assertThat(parcels.state(disputed)).isEqualTo("ready");
    assertThat(parcels.putAddress(disputed, Parcels.OTHER_ADDRESS).status())
        .as("it is not final")
        .isEqualTo(200);
    assertThat(client.get(parcels.shipments(), "Accept", "text/csv").text())
        .contains(disputed + ",ready,")
        .contains(",true,true,,\r\n")
        .contains("," + batch + ",true,false,,\r\n");

    assertThat(parcels.ship(disputed).status()).as("it was sent all the same").isEqualTo(200);
    assertThat(suspended()).isEmpty();
    assertThat(parcels.ship(one).status()).isEqualTo(200);
  }

  private List<String> suspended() {
    return StreamSupport.stream(
            client.get(parcels.shipments()).json().path("items").spliterator(), false)
        .filter(shipment -> shipment.path("suspended").asBoolean())
        .map(shipment -> shipment.path("order").asText())
        .toList();
  }

  @Test
  void batchesThatAreOpenedAtOnceShareNothing() {
    OrderId one = parcels.paidWithAddress("lamp", "a@example.org");
    Client.Answer first = parcels.open("k1", "{}");
    OrderId two = parcels.paidWithAddress("lamp", "b@example.org");
    Client.Answer second = parcels.open("k2", "{}");
    assertThat(first.json().path("chosen").asInt()).isEqualTo(1);
    assertThat(second.json().path("chosen").asInt())
        .as("before the first has its own")
        .isEqualTo(1);
    parcels.opened(second.id());
    parcels.opened(first.id());
    assertThat(batch(one)).isEqualTo(first.id());
    assertThat(batch(two)).isEqualTo(second.id());
  }

  private static String batch(OrderId order) {
    return client.get("/v1/orders/" + order + "/shipment").json().path("batch").asText();
  }
}
