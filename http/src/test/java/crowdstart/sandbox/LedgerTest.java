package crowdstart.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import crowdstart.sandbox.Wire.Reply;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class LedgerTest {
  @Test
  void aRestartKeepsTheLedgerAndTheKeys() {
    SandboxSettings settings = SandboxSettings.local(SandboxDatabase.empty());
    Reply payment;
    Reply customer;
    JsonNode before;
    try (Sandbox sandbox = Sandbox.start(settings);
        Wire wire = new Wire(sandbox)) {
      payment = wire.payment("pm_card_visa");
      wire.confirm(payment);
      wire.post("/v1/refunds", "payment_intent", payment.id(), "amount", "900");
      customer = wire.postWith("key", "/v1/customers");
      before = wire.get("/sandbox/ledger").json();
    }
    try (Sandbox sandbox = Sandbox.start(settings);
        Wire wire = new Wire(sandbox)) {
      assertThat(sandbox.ledger()).isEqualTo(before);
      JsonNode charge = before.at("/charges/0");
      assertThat(charge.path("payment").asText()).isEqualTo(payment.id());
      assertThat(charge.path("order").asText()).isEqualTo("local-1");
      assertThat(charge.path("captured").asLong()).isEqualTo(4_900);
      assertThat(charge.path("refunded").asLong()).isEqualTo(900);
      assertThat(charge.path("fee").asLong()).isEqualTo(94);
      assertThat(before.at("/refunds/0/amount").asLong()).isEqualTo(900);
      assertThat(before.at("/payments/0/status").asText()).isEqualTo("succeeded");
      assertThat(before.at("/setups/0/status").asText()).isEqualTo("succeeded");
      assertThat(wire.confirm(payment).code()).isEqualTo("payment_intent_unexpected_state");
      assertThat(wire.postWith("key", "/v1/customers").id()).isEqualTo(customer.id());
    }
  }

  @Test
  void aKeyIsForgottenAfterADay() {
    AtomicLong now = new AtomicLong(1_795_000_000);
    SandboxSettings settings =
        SandboxSettings.local(SandboxDatabase.empty())
            .withClock(() -> Instant.ofEpochSecond(now.get()));
    try (Sandbox sandbox = Sandbox.start(settings);
        Wire wire = new Wire(sandbox)) {
      Reply first = wire.postWith("key", "/v1/customers");
      assertThat(first.json().path("created").asLong()).isEqualTo(now.get());
      now.addAndGet(Keys.MEMORY.toSeconds() - 1);
      assertThat(wire.postWith("key", "/v1/customers").id()).isEqualTo(first.id());
      now.incrementAndGet();
      assertThat(wire.postWith("key", "/v1/customers").id()).isNotEqualTo(first.id());
    }
  }

  /** What the database itself refuses, should the code above it ever be wrong. */
  @Test
  void theSchemaHoldsWhatMatters() {
    SandboxSettings.Database address = SandboxDatabase.empty();
    try (Sandbox sandbox = Sandbox.start(SandboxSettings.local(address));
        Wire wire = new Wire(sandbox);
        LedgerDatabase database = new LedgerDatabase(address)) {
      Reply payment = wire.payment("pm_card_visa");
      wire.confirm(payment);
      assertThatThrownBy(() ->
              execute(
                  database,
                  "insert into sandbox.object (id, kind, owner, created, body) select 'ch_2',"
                      + " kind, owner, created, body from sandbox.object"
                      + " where kind = 'charge'"))
          .hasStackTraceContaining("one_capture");
      assertThatThrownBy(() ->
              execute(
                  database,
                  "update sandbox.object set body ="
                      + " jsonb_set(body, '{amount_refunded}', '4901') where kind = 'charge'"))
          .hasStackTraceContaining("refunded_is_captured");
    }
  }

  private static void execute(LedgerDatabase database, String sql) {
    database.run(connection -> {
      try (var statement = connection.createStatement()) {
        return statement.executeUpdate(sql);
      }
    });
  }

  @Test
  void theCommandSaysWhereItIs() {
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    Map<String, String> environment =
        Map.of(
            "SANDBOX_PORT", "0",
            "SANDBOX_TROUBLE", "{\"latencyMillis\": 1}",
            "SANDBOX_WEBHOOK_URLS", "http://127.0.0.1:9/hooks",
            "SANDBOX_WEBHOOK_SECRET", "whsec_test");
    try (Sandbox sandbox =
            SandboxCommand.run(
                SandboxDatabase.empty(),
                environment,
                new PrintStream(said, true, StandardCharsets.UTF_8));
        Wire wire = new Wire(sandbox)) {
      assertThat(said.toString(StandardCharsets.UTF_8)).contains(sandbox.address().toString());
      assertThat(wire.get("/sandbox/trouble").json().path("latencyMillis").asInt()).isEqualTo(1);
    }
    assertThatThrownBy(() ->
            SandboxCommand.settings(
                new SandboxSettings.Database("jdbc:postgresql:x", "x", ""),
                Map.of("SANDBOX_PORT", "many")))
        .hasMessageContaining("SANDBOX_PORT");
  }
}
