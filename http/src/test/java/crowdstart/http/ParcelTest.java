package crowdstart.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import crowdstart.identity.OrderId;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A parcel over HTTP: where it goes, whose it is, and what is said of it. */
class ParcelTest {
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
    assertThat(parcels.state(one)).isEqualTo("ready");
  }

  @Test
  void wrongBodiesNameTheirFields() {
    OrderId one = parcels.paid("lamp", "a@example.org");
    assertThat(parcels.putAddress(one, "{}").pointers())
        .containsExactly("/line1", "/city", "/country");
    assertThat(
            parcels
                .putAddress(
                    one, "{\"line1\":\" \",\"city\":\"\\u0000\",\"country\":\"se\",\"x\":1}")
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
}
