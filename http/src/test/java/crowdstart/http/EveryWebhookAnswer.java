package crowdstart.http;

import static crowdstart.http.EveryAnswerTest.expect;
import static org.assertj.core.api.Assertions.assertThat;

import crowdstart.identity.CampaignId;
import java.time.Instant;

/** The part of {@link EveryAnswerTest} that is about webhooks. */
final class EveryWebhookAnswer {
  private static final String UNKNOWN = "/v1/campaigns/local-00000000000000000000000000";
  private static final String TOO_LARGE = "{\"url\":\"" + "x".repeat(70_000) + "\"}";

  private EveryWebhookAnswer() {}

  static void given(Client client, TestNode node) {
    String campaign = Given.draft(client, node, 5);
    String all = "/v1/campaigns/" + campaign + "/webhooks";
    String hook = "{\"url\":\"https://192.0.9.1/hook\",\"events\":[\"order.placed\"]}";
    expect(400, client.postText(all, "{"));
    expect(413, client.postText(all, TOO_LARGE));
    expect(415, client.postText(all, "{}", "Content-Type", "text/plain"));
    assertThat(expect(422, client.postText(all, "{\"url\":1,\"events\":[\"x\",2]}")).pointers())
        .containsExactlyInAnyOrder("/url", "/events/1");
    assertThat(
            expect(422, client.postText(all, "{\"events\":[\"order.placed\",\"x\"]}")).pointers())
        .containsExactlyInAnyOrder("/url", "/events/1");
    for (String wrong :
        new String[] {
          "http://192.0.9.1/", "https://127.0.0.1/", "https://localhost/", "https://no.invalid/"
        }) {
      assertThat(expect(422, client.postText(all, "{\"url\":\"" + wrong + "\"}")).pointers())
          .as(wrong)
          .containsExactly("/url");
    }
    Client.Answer created = expect(201, client.postText(all, hook));
    String secret = created.json().path("secret").asText();
    String one = all + "/" + created.id();
    assertThat(created.header("Location")).isEqualTo(one);
    assertThat(expect(200, client.get(one)).text()).doesNotContain("secret", secret);
    assertThat(expect(200, client.get(all)).text()).doesNotContain("secret", secret);
    Client.Answer rotated = expect(200, client.post(one + "/rotate"));
    assertThat(rotated.json().path("secret").asText()).isNotEqualTo(secret);
    assertThat(rotated.json().path("oldSecretUntil").asText()).isNotEmpty();
    expect(200, client.post(one + "/enable"));

    HookDatabase.owe(new CampaignId(campaign), 1, Instant.now().plusSeconds(9));
    expect(422, client.get(one + "/deliveries?state=other"));
    expect(422, client.get(one + "/deliveries?cursor=none"));
    Client.Answer log = expect(200, client.get(one + "/deliveries?state=pending&limit=1"));
    String delivery = one + "/deliveries/" + log.json().path("items").path(0).path("id").asText();
    expect(202, client.post(delivery + "/replay"));
    String none = all + "/wh_" + "0".repeat(32);
    expect(404, client.post(one + "/deliveries/msg_" + "0".repeat(32) + "/replay"));
    expect(404, client.post(one + "/deliveries/none/replay"));
    expect(404, client.get(none));
    expect(404, client.get(all + "/%00"));
    expect(404, client.get(none + "/deliveries"));
    expect(404, client.post(none + "/enable"));
    expect(404, client.post(none + "/rotate"));
    expect(404, client.method("DELETE", none));
    expect(404, client.get(UNKNOWN + "/webhooks"));
    expect(404, client.postText(UNKNOWN + "/webhooks", hook));
    HookDatabase.disable(created.id());
    assertThat(expect(200, client.get(one)).json().path("disabledReason").asText())
        .isEqualTo("gone");
    expect(409, client.post(delivery + "/replay"));

    for (int i = 1; i < 10; i++) {
      expect(201, client.postText(all, hook));
    }
    expect(409, client.postText(all, hook));
    expect(204, client.method("DELETE", one));
    expect(404, client.method("DELETE", one));
    expect(201, client.postText(all, hook));
  }

  static void ofOthers(Client client, String campaign, String[] other) {
    String all = campaign + "/webhooks";
    String one = all + "/wh_" + "0".repeat(32);
    String replay = one + "/deliveries/msg_" + "0".repeat(32) + "/replay";
    for (String[] who : new String[][] {{}, other}) {
      int status = who.length == 0 ? 401 : 403;
      expect(status, client.get(all, who));
      expect(status, client.postText(all, "{}", who));
      expect(status, client.get(one, who));
      expect(status, client.method("DELETE", one, who));
      expect(status, client.post(one + "/enable", who));
      expect(status, client.post(one + "/rotate", who));
      expect(status, client.get(one + "/deliveries", who));
      expect(status, client.post(replay, who));
    }
  }

  static void cutOff(Client client) {
    String webhook = UNKNOWN + "/webhooks/wh_" + "0".repeat(32);
    expect(503, client.get(UNKNOWN + "/webhooks"));
    expect(503, client.postText(UNKNOWN + "/webhooks", "{}"));
    expect(503, client.get(webhook));
    expect(503, client.method("DELETE", webhook));
    expect(503, client.post(webhook + "/enable"));
    expect(503, client.post(webhook + "/rotate"));
    expect(503, client.get(webhook + "/deliveries"));
    expect(503, client.post(webhook + "/deliveries/msg_" + "0".repeat(32) + "/replay"));
  }
}
