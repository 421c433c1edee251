package crowdstart.http;

import static crowdstart.http.EveryAnswerTest.expect;

import crowdstart.identity.BatchId;
import crowdstart.identity.OrderId;

/** The part of {@link EveryAnswerTest} that is about parcels. */
final class EveryParcelAnswer {
  private static final String UNKNOWN_ID = "local-00000000000000000000000000";
  private static final String UNKNOWN = "/v1/campaigns/" + UNKNOWN_ID;
  private static final String UNKNOWN_ORDER = "/v1/orders/" + UNKNOWN_ID;
  private static final String TOO_LARGE = "{\"line1\":\"" + "x".repeat(70_000) + "\"}";
  private static final String[] TEXT = {"Content-Type", "text/plain"};
  private static final String HEAD = "order,carrier,tracking\n";

  private EveryParcelAnswer() {}

  static void given(Client client, TestNode node) {
    String campaign = Given.liveCampaign(client, node, 5);
    Parcels parcels = new Parcels(client, node, campaign);
    addresses(client, node, parcels, campaign);
    shipments(client, parcels);
    batches(client, node, parcels);
  }

  private static void addresses(Client client, TestNode node, Parcels parcels, String campaign) {
    String held =
        Given.placed(client, node, campaign, Given.order("lamp", 1, "held@example.org"), "k").id();
    expect(409, client.put("/v1/orders/" + held + "/address", Parcels.ADDRESS));
    OrderId order = parcels.confirmed("lamp", "addresses@example.org");
    String path = "/v1/orders/" + order + "/address";
    expect(400, client.put(path, "{"));
    expect(413, client.put(path, TOO_LARGE));
    expect(415, client.put(path, "{}", TEXT));
    expect(422, client.put(path, "{}"));
    expect(200, client.put(path, Parcels.ADDRESS));
    expect(404, client.put(UNKNOWN_ORDER + "/address", Parcels.ADDRESS));
    expect(404, client.get("/v1/orders/" + order + "/shipment"));
  }

  private static void shipments(Client client, Parcels parcels) {
    OrderId order = parcels.paid("lamp", "shipments@example.org");
    expect(200, client.get("/v1/orders/" + order + "/shipment"));
    expect(200, client.get(parcels.shipments()));
    expect(200, client.get(parcels.shipments() + "?state=ready&tier=lamp&country=SE"));
    expect(200, client.get(parcels.shipments(), "Accept", "text/csv"));
    expect(404, client.get(UNKNOWN + "/shipments"));
    expect(406, client.get(parcels.shipments(), "Accept", "image/png"));
    expect(422, client.get(parcels.shipments() + "?state=lost"));

    String path = parcels.shipments() + "/" + order;
    expect(400, client.postText(path, "{"));
    expect(413, client.postText(path, TOO_LARGE));
    expect(415, client.postText(path, "{}", TEXT));
    expect(422, client.postText(path, "{}"));
    expect(409, client.postText(path, "{\"state\":\"delivered\"}"));
    expect(200, client.postText(path, Parcels.SHIPPED));
    expect(404, client.postText(parcels.shipments() + "/" + UNKNOWN_ID, Parcels.SHIPPED));

    String[] csv = {"Content-Type", "text/csv"};
    expect(400, client.postBytes(parcels.shipments(), new byte[] {'a', (byte) 0xff}, csv));
    expect(200, parcels.importFile(HEAD + order + ",Post,RR1\n"));
    expect(404, client.postText(UNKNOWN + "/shipments", HEAD, csv));
    expect(413, parcels.importFile(HEAD + " ".repeat(1024 * 1024)));
    expect(415, client.postText(parcels.shipments(), HEAD, TEXT));
    expect(422, parcels.importFile("carrier\n"));
  }

  private static void batches(Client client, TestNode node, Parcels parcels) {
    expect(409, parcels.open("none", "{\"country\":\"DE\"}"));
    parcels.paidWithAddress("lamp", "batches@example.org");
    expect(400, client.postText(parcels.batches(), "{}"));
    expect(404, client.postText(UNKNOWN + "/batches", "{}", "Idempotency-Key", "k"));
    expect(413, parcels.open("k", TOO_LARGE));
    expect(415, parcels.open("k", "{}", TEXT));
    expect(422, parcels.open("k", "{\"tier\":1}"));
    String batch = expect(201, parcels.open("k", "{}")).id();
    expect(422, parcels.open("k", "{\"country\":\"SE\"}"));
    expect(200, client.get(parcels.batches()));
    expect(404, client.get(UNKNOWN + "/batches"));
    expect(422, client.get(parcels.batches() + "?cursor=none"));

    String path = parcels.batches() + "/" + batch;
    String unknown = parcels.batches() + "/" + UNKNOWN_ID;
    parcels.opened(batch);
    expect(200, client.get(path));
    expect(404, client.get(unknown));
    expect(409, client.get(path + "/shipments"));
    expect(200, client.post(path + "/lock"));
    expect(404, client.post(unknown + "/lock"));
    parcels.lockAsked(batch);
    node.parcels.batch(new BatchId(batch));
    expect(200, client.get(path + "/shipments"));
    expect(404, client.get(unknown + "/shipments"));
    expect(406, client.get(path + "/shipments", "Accept", "application/json"));
  }

  static void creators(Client client, TestNode node) {
    String[] other = {"Authorization", "Bearer token-of-the-other"};
    String id =
        client
            .post(
                "/v1/campaigns", Given.campaign(5), "Authorization", "Bearer token-of-one-creator")
            .id();
    String path = "/v1/campaigns/" + id;
    String order = path + "/shipments/" + UNKNOWN_ID;
    String batch = path + "/batches/" + UNKNOWN_ID;
    String[] csv = {"Content-Type", "text/csv"};
    expect(401, client.get(path + "/shipments"));
    expect(403, client.get(path + "/shipments", other));
    expect(401, client.postText(path + "/shipments", HEAD, csv));
    expect(403, client.postText(path + "/shipments", HEAD, with(csv, other)));
    expect(401, client.postText(order, Parcels.SHIPPED));
    expect(403, client.postText(order, Parcels.SHIPPED, other));
    expect(401, client.get(path + "/batches"));
    expect(403, client.get(path + "/batches", other));
    String[] key = {"Idempotency-Key", "k"};
    expect(401, client.postText(path + "/batches", "{}", key));
    expect(403, client.postText(path + "/batches", "{}", with(key, other)));
    expect(401, client.get(batch));
    expect(403, client.get(batch, other));
    expect(401, client.post(batch + "/lock"));
    expect(403, client.post(batch + "/lock", other));
    expect(401, client.get(batch + "/shipments"));
    expect(403, client.get(batch + "/shipments", other));
  }

  private static String[] with(String[] one, String[] other) {
    return new String[] {one[0], one[1], other[0], other[1]};
  }

  static void cutOff(Client client) {
    String order = UNKNOWN + "/shipments/" + UNKNOWN_ID;
    String batch = UNKNOWN + "/batches/" + UNKNOWN_ID;
    expect(503, client.put(UNKNOWN_ORDER + "/address", Parcels.ADDRESS));
    expect(503, client.get(UNKNOWN_ORDER + "/shipment"));
    expect(503, client.get(UNKNOWN + "/shipments"));
    expect(503, client.postText(UNKNOWN + "/shipments", HEAD, "Content-Type", "text/csv"));
    expect(503, client.postText(order, Parcels.SHIPPED));
    expect(503, client.get(UNKNOWN + "/batches"));
    expect(503, client.postText(UNKNOWN + "/batches", "{}", "Idempotency-Key", "k"));
    expect(503, client.get(batch));
    expect(503, client.post(batch + "/lock"));
    expect(503, client.get(batch + "/shipments"));
  }
}
