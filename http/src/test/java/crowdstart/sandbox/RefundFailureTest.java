package crowdstart.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import crowdstart.sandbox.Wire.Reply;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Refunds that are called done, and fail. */
class RefundFailureTest {
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

  @Test
  void itsMoneyIsBackWithTheMerchant() {
    Reply payment = wire.confirm(wire.payment("pm_card_refundFail"));
    Reply refund = refund(payment, "1000");
    assertThat(refund.text("status")).isEqualTo("succeeded");
    awaitFailed(refund);
    assertThat(wire.get("/v1/refunds/" + refund.id()).text("failure_reason"))
        .isEqualTo("expired_or_canceled_card");
    Reply charge = wire.get("/v1/charges/" + payment.text("latest_charge"));
    assertThat(charge.json().path("amount_refunded").asLong()).isZero();
    assertThat(charge.json().path("refunded").asBoolean()).isFalse();
    awaitFailed(refund(payment, "4900"));
    assertThat(
            wire.get("/v1/events?limit=100&types[0]=refund.failed&types[1]=none")
                .json()
                .path("data"))
        .filteredOn(event -> isOf(event, payment))
        .hasSize(2)
        .allSatisfy(event -> assertThat(event.path("type").asText()).isEqualTo("refund.failed"))
        .allSatisfy(
            event -> assertThat(event.at("/data/object/status").asText()).isEqualTo("failed"));
  }

  private static boolean isOf(JsonNode event, Reply payment) {
    return event.at("/data/object/payment_intent").asText().equals(payment.id());
  }

  @Test
  void oneCardFailsOnce() {
    Reply payment = wire.confirm(wire.payment("pm_card_refundFailsOnce"));
    awaitFailed(refund(payment, "4900"));
    Reply again = refund(payment, "4900");
    assertThat(again.text("status")).isEqualTo("succeeded");
    Reply other = wire.confirm(wire.payment("pm_card_refundFailsOnce"));
    awaitFailed(refund(other, "1"));
    assertThat(wire.get("/v1/refunds/" + again.id()).text("status"))
        .as("while another had the time to fail")
        .isEqualTo("succeeded");
  }

  private static Reply refund(Reply payment, String amount) {
    return wire.post("/v1/refunds", "payment_intent", payment.id(), "amount", amount);
  }

  private static void awaitFailed(Reply refund) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> wire.get("/v1/refunds/" + refund.id()).text("status"), "failed"::equals);
  }
}
