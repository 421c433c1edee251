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

/** Parcels over HTTP: their addresses, their batches, and what is said of them. */
class FulfilmentTest {
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
  void aBackerFollowsAParcelFromTheLineToTheDoor() {
    OrderId first = parcels.paid("lamp", "a@example.org");
    OrderId second = parcels.paidWithAddress("lamp", "b@example.org");
    int before = client.get("/v1/orders/" + first + "/shipment").json().path("ahead").asInt();
    JsonNode order = client.get("/v1/orders/" + second).json();
    assertThat(order.path("address").path("city").asText()).isEqualTo("Ume\u00E5");
    assertThat(order.path("address").path("final").asBoolean()).isFalse();
    assertThat(order.has("addressNeeded")).isFalse();
    assertThat(client.get("/v1/orders/" + first).json().path("addressNeeded").asBoolean()).isTrue();
    assertThat(order.path("shipment").path("state").asText()).isEqualTo("ready");
    assertThat(order.path("shipment").path("ahead").asInt()).isEqualTo(before + 1);

    assertThat(parcels.ship(second).status()).isEqualTo(200);
    assertThat(parcels.ship(second).status()).as("a repeat").isEqualTo(200);
    JsonNode shipped = client.get("/v1/orders/" + second + "/shipment").json();
    assertThat(shipped.path("state").asText()).isEqualTo("shipped");
    assertThat(shipped.path("carrier").asText()).isEqualTo("Post");
    assertThat(shipped.path("tracking").asText()).isEqualTo("RR1");
    assertThat(shipped.has("ahead")).isFalse();
  }

  @Test
  void whoseParcelHasLeftCannotCancel() {
    OrderId sent = parcels.paidWithAddress("lamp", "a@example.org");
    OrderId waits = parcels.paidWithAddress("lamp", "b@example.org");
    assertThat(parcels.ship(sent).status()).isEqualTo(200);
    Client.Answer refused = client.post("/v1/orders/" + sent + "/cancel");
    assertThat(refused.type()).isEqualTo("order-not-cancellable");
    assertThat(client.get("/v1/orders/" + sent).json().path("state").asText())
        .isEqualTo("confirmed");
    assertThat(client.post("/v1/orders/" + waits + "/cancel").status()).isEqualTo(200);
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

    assertThat(state(one)).isEqualTo("batched");
    assertThat(put(one, Parcels.OTHER_ADDRESS).status()).as("while it is open").isEqualTo(200);
    String path = parcels.batches() + "/" + batch;
    assertThat(client.get(path + "/shipments").type()).isEqualTo("batch-state");
    assertThat(client.post(path + "/lock").json().path("state").asText()).isEqualTo("locking");
    parcels.lockAsked(batch);
    parcels.lockAsked(batch);
    parcels.opened(batch);
    assertThat(client.post(path + "/lock").json().path("state").asText()).isEqualTo("locked");
    assertThat(put(one, Parcels.ADDRESS).type()).isEqualTo("address-final");
    assertThat(put(one, Parcels.OTHER_ADDRESS).status()).as("a repeat").isEqualTo(200);
    assertThat(state(homeless)).isEqualTo("ready");
    assertThat(put(homeless, Parcels.ADDRESS).status()).isEqualTo(200);
    parcels.opened(batch);
    parcels.lockAsked(batch);
    assertThat(state(homeless)).as("a repeat does not bring it back").isEqualTo("ready");

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
    assertThat(state(disputed)).isEqualTo("ready");
    assertThat(put(disputed, Parcels.OTHER_ADDRESS).status()).as("it is not final").isEqualTo(200);
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

  private static List<String> orders(Client.Answer answer) {
    return answer.json().path("items").findValuesAsText("order");
  }

  @Test
  void anExportThatWasFilledInIsAnImport() {
    OrderId one = parcels.paidWithAddress("lamp", "a@example.org");
    OrderId two = parcels.paidWithAddress("lamp", "b@example.org");
    String batch = parcels.open("k1", "{}").id();
    parcels.opened(batch);
    client.post(parcels.batches() + "/" + batch + "/lock");
    parcels.lockAsked(batch);
    node.parcels.batch(new BatchId(batch));
    String labels = client.get(parcels.batches() + "/" + batch + "/shipments").text();
    String list = client.get(parcels.shipments(), "Accept", "text/csv").text();

    for (String export : new String[] {labels, list}) {
      List<String> lines = export.lines().toList();
      assertThat(lines.getFirst()).endsWith(",carrier,tracking");
      assertThat(parcels.importFile(export).json().path("refused").asInt())
          .as("nothing filled in")
          .isEqualTo(2);
    }
    String filled = filled(labels, one, "Post,'-17");
    assertThat(parcels.importFile(filled).json().path("done").asInt()).isEqualTo(1);
    assertThat(client.get("/v1/orders/" + one + "/shipment").json().path("tracking").asText())
        .isEqualTo("-17");
    // As a spreadsheet saves it where the comma stands in numbers.
    String saved = "Order;STATE;Name;Carrier;Tracking\r\n" + two + ";Batched;\"A; B\";Post;RR2\r\n";
    assertThat(parcels.importFile(saved).json().path("done").asInt()).isEqualTo(1);
    assertThat(state(two)).isEqualTo("shipped");
  }

  private static String filled(String export, OrderId order, String consignment) {
    return export
        .lines()
        .map(line ->
            line.startsWith(order.value()) ? line.replaceAll(",,$", "," + consignment) : line)
        .collect(java.util.stream.Collectors.joining("\n"));
  }

  @Test
  void anImportLosesNothingOfTheGoodLinesAndIsHarmlessTwice() {
    OrderId one = parcels.paid("lamp", "a@example.org");
    OrderId two = parcels.paid("lamp", "b@example.org");
    OrderId three = parcels.paid("lamp", "c@example.org");
    OrderId unpaid = parcels.confirmed("lamp", "d@example.org");
    String csv =
        "\uFEFForder,carrier,tracking,state\r\n"
            + one
            + ",Post,RR1,\r\n"
            + "\""
            + two
            + "\",\"Post, express\",,shipped\r\n"
            + two
            + ",\"Post,RR9,shipped\r\n"
            + "\r\n"
            + one
            + ",,,delivered\r\n"
            + three
            + ",,RR3,shipped\r\n"
            + three
            + ",Post,RR3,lost\r\n"
            + three
            + ",Post\r\n"
            + "nonsense,Post,RR3,shipped\r\n"
            + unpaid
            + ",Post,RR3,shipped\r\n"
            + three
            + ",,,returned\r\n"
            + three
            + ","
            + "x".repeat(81)
            + ",,shipped\r\n";
    for (int time = 0; time < 2; time++) {
      Client.Answer answer = parcels.importFile(csv);
      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.json().path("done").asInt()).isEqualTo(3);
      assertThat(answer.json().path("refused").asInt()).isEqualTo(8);
      assertThat(answer.json().path("rows").findValuesAsText("line"))
          .containsExactly("2", "3", "4", "6", "7", "8", "9", "10", "11", "12", "13");
      assertThat(answer.json().path("rows").findValuesAsText("result"))
          .containsExactly(
              "done", "done", "refused", "done", "refused", "refused", "refused", "refused",
              "refused", "refused", "refused");
    }
    assertThat(state(one)).isEqualTo("delivered");
    assertThat(state(two)).isEqualTo("shipped");
    assertThat(state(three)).isEqualTo("ready");
  }

  @Test
  void anImportHasAHeadAndAMost() {
    for (String head :
        new String[] {"", "order,carrier", "order,carrier,tracking,mood", "\"order,carrier"}) {
      Client.Answer answer = parcels.importFile(head + "\n");
      assertThat(answer.type()).as(head).isEqualTo("invalid");
      assertThat(answer.pointers()).containsExactly("/1");
    }
    String line = "local-00000000000000000000000000,Post,RR1\n";
    String head = "order,carrier,tracking\n";
    Client.Answer most = parcels.importFile(head + line.repeat(1_000));
    assertThat(most.json().path("refused").asInt()).isEqualTo(1_000);
    assertThat(parcels.importFile(head + line.repeat(1_001)).type()).isEqualTo("invalid");
    assertThat(parcels.importFile(head + " ".repeat(1024 * 1024)).type()).isEqualTo("too-large");
    assertThat(parcels.importFile(head + " ".repeat(900_000)).status()).isEqualTo(200);
  }

  @Test
  void anotherCampaignsCreatorCannotShipIt() {
    OrderId one = parcels.paid("lamp", "a@example.org");
    Parcels others = new Parcels(client, node, Given.liveCampaign(client, node, 5));
    assertThat(others.ship(one).status()).isEqualTo(404);
    assertThat(
            others
                .importFile("order,carrier,tracking\n" + one + ",Post,\n")
                .json()
                .path("refused")
                .asInt())
        .isEqualTo(1);
    String batch = parcels.open("k", "{}").id();
    assertThat(client.get(others.batches() + "/" + batch).status()).isEqualTo(404);
    assertThat(client.post(others.batches() + "/" + batch + "/lock").status()).isEqualTo(404);
    assertThat(client.get(others.batches() + "/" + batch + "/shipments").status()).isEqualTo(404);
    assertThat(state(one)).isEqualTo("ready");
  }

  @Test
  void wrongBodiesNameTheirFields() {
    OrderId one = parcels.paid("lamp", "a@example.org");
    assertThat(put(one, "{}").pointers()).containsExactly("/line1", "/city", "/country");
    assertThat(
            put(one, "{\"line1\":\" \",\"city\":\"\\u0000\",\"country\":\"se\",\"x\":1}")
                .pointers())
        .containsExactlyInAnyOrder("/line1", "/city", "/country", "/x");
    String path = parcels.shipments() + "/" + one;
    assertThat(client.postText(path, "{\"state\":\"shipped\"}").pointers())
        .containsExactly("/carrier");
    assertThat(client.postText(path, "{\"state\":\"delivered\",\"carrier\":\"x\"}").pointers())
        .containsExactly("/carrier");
    assertThat(client.postText(path, "{\"state\":\"lost\"}").pointers()).containsExactly("/state");
    assertThat(parcels.open("k", "{\"tier\":\"A\",\"country\":\"XX\"}").pointers())
        .containsExactly("/tier", "/country");
    for (String query : new String[] {"state=lost", "tier=A%20B", "country=se", "hasAddress=yes"}) {
      assertThat(client.get(parcels.shipments() + "?" + query).type()).isEqualTo("invalid");
    }
  }

  private static Client.Answer put(OrderId order, String address) {
    return client.put("/v1/orders/" + order + "/address", address);
  }

  private static String state(OrderId order) {
    return client.get("/v1/orders/" + order + "/shipment").json().path("state").asText();
  }
}
