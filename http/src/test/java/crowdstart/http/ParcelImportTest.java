package crowdstart.http;

import static org.assertj.core.api.Assertions.assertThat;

import crowdstart.identity.BatchId;
import crowdstart.identity.OrderId;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Files of what was sent: lines that are wrong, lines that come twice, and exports sent back. */
class ParcelImportTest {
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
    assertThat(parcels.state(two)).isEqualTo("shipped");
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
    assertThat(parcels.state(one)).isEqualTo("delivered");
    assertThat(parcels.state(two)).isEqualTo("shipped");
    assertThat(parcels.state(three)).isEqualTo("ready");
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
}
