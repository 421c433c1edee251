package crowdstart.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import crowdstart.sandbox.Wire.Reply;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Banks that dispute a charge. */
class DisputesTest {
  private static Sandbox sandbox;
  private static Wire wire;

  @BeforeAll
  static void start() {
    sandbox = Sandbox.start(SandboxSettings.local(SandboxDatabase.empty()));
    wire = new Wire(sandbox);
  }

  @AfterAll
  static void stop() {
    wire.close();
    sandbox.close();
  }

  @ParameterizedTest
  @CsvSource({"winning_evidence,won,0", "losing_evidence,lost,4900", "a letter,under_review,4900"})
  void evidenceDecides(String evidence, String status, long taken) {
    Reply payment = wire.confirm(wire.payment("pm_card_createDispute"));
    Reply opened = only(payment);
    assertThat(opened.text("status")).isEqualTo("needs_response");
    assertThat(taken(opened)).isEqualTo(4_900);
    assertThat(opened.json().at("/balance_transactions/0/fee").asLong()).isEqualTo(Disputes.FEE);
    assertThat(refund(payment, "1").code()).isEqualTo("charge_disputed");
    String path = "/v1/disputes/" + opened.id();
    Reply answered = wire.post(path, "evidence[uncategorized_text]", evidence, "submit", "true");
    assertThat(answered.text("status")).isEqualTo(status);
    assertThat(taken(wire.get(path))).isEqualTo(taken);
    assertThat(refund(payment, "1").status()).isEqualTo(status.equals("won") ? 200 : 400);
    boolean isOver = !status.equals("under_review");
    assertThat(wire.post(path + "/close").status()).isEqualTo(isOver ? 400 : 200);
    assertThat(wire.get(path).text("status")).isEqualTo(isOver ? status : "lost");
    assertThat(types(opened))
        .startsWith("charge.dispute.created", "charge.dispute.funds_withdrawn");
    assertThat(types(opened)).endsWith("charge.dispute.closed");
    assertThat(types(opened).contains("charge.dispute.funds_reinstated"))
        .isEqualTo(status.equals("won"));
  }

  @Test
  void anInquiryTakesNothing() {
    Reply payment = wire.confirm(wire.payment("pm_card_createDisputeInquiry"));
    Reply opened = only(payment);
    assertThat(opened.text("status")).isEqualTo("warning_needs_response");
    assertThat(opened.json().path("balance_transactions")).isEmpty();
    assertThat(refund(payment, "1").status()).isEqualTo(200);
    String path = "/v1/disputes/" + opened.id();
    assertThat(wire.post(path, "evidence[uncategorized_text]", "x").text("status"))
        .isEqualTo("warning_under_review");
    assertThat(wire.post(path, "evidence[uncategorized_text]", "losing_evidence").text("status"))
        .isEqualTo("warning_closed");
  }

  @Test
  void anyChargeMayBeDisputedInPart() {
    Reply waiting = wire.payment("pm_card_visa");
    assertThat(wire.post("/v1/disputes", "payment_intent", waiting.id()).status()).isEqualTo(400);
    Reply payment = wire.confirm(waiting);
    String[] tooMuch = {"payment_intent", payment.id(), "amount", "4901"};
    assertThat(wire.post("/v1/disputes", tooMuch).status()).isEqualTo(400);
    wire.post(
        "/v1/disputes", "payment_intent", payment.id(), "amount", "1000", "reason", "general");
    assertThat(refund(payment, "3901").status()).isEqualTo(400);
    assertThat(refund(payment, "3900").status()).isEqualTo(200);
    assertThat(sandbox.ledger().path("disputes"))
        .filteredOn(it -> it.path("payment").asText().equals(payment.id()))
        .singleElement()
        .satisfies(it -> assertThat(it.path("taken").asLong()).isEqualTo(1_000))
        .satisfies(it -> assertThat(it.path("order").asText()).isEqualTo("local-1"));
  }

  private static Reply refund(Reply payment, String amount) {
    return wire.post("/v1/refunds", "payment_intent", payment.id(), "amount", amount);
  }

  private static Reply only(Reply payment) {
    JsonNode found = wire.get("/v1/disputes?payment_intent=" + payment.id()).json().path("data");
    assertThat(found).hasSize(1);
    return wire.get("/v1/disputes/" + found.path(0).path("id").asText());
  }

  private static long taken(Reply dispute) {
    long taken = 0;
    for (JsonNode move : dispute.json().path("balance_transactions")) {
      taken -= move.path("amount").asLong();
    }
    return taken;
  }

  /** Oldest first. */
  private static List<String> types(Reply dispute) {
    return wire.get("/v1/events?limit=100")
        .json()
        .path("data")
        .valueStream()
        .filter(event -> event.at("/data/object/id").asText().equals(dispute.id()))
        .map(event -> event.path("type").asText())
        .toList()
        .reversed();
  }
}
