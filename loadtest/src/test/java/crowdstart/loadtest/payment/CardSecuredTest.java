package crowdstart.loadtest.payment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

class CardSecuredTest {
  @Test
  void isAnEventAboutTheSetupOfTheOrder() throws Exception {
    OpenedOrder order = new OpenedOrder("local-order", "seti_1", "seti_1_secret");
    String body = CardSecured.body("2026-01-01.name", order, new Card("cus_1", "pm_1"), 1_700);
    JsonNode event = new ObjectMapper().readTree(body);
    assertThat(event.path("object").asText()).isEqualTo("event");
    assertThat(event.path("api_version").asText()).isEqualTo("2026-01-01.name");
    assertThat(event.path("type").asText()).isEqualTo("setup_intent.succeeded");
    assertThat(event.path("created").asLong()).isEqualTo(1_700);
    JsonNode setup = event.path("data").path("object");
    assertThat(setup.path("object").asText()).isEqualTo("setup_intent");
    assertThat(setup.path("id").asText()).isEqualTo("seti_1");
    assertThat(setup.path("customer").asText()).isEqualTo("cus_1");
    assertThat(setup.path("payment_method").asText()).isEqualTo("pm_1");
    assertThat(setup.path("status").asText()).isEqualTo("succeeded");
    assertThat(setup.path("metadata").path("order").asText()).isEqualTo("local-order");
    assertThat(body).doesNotContain("seti_1_secret");
  }
}
