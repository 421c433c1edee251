package crowdstart.loadtest.payment;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WebhookSignatureTest {
  @Test
  void signsTheTimeAndTheBody() {
    // By: printf '%s' '1700000000.{"a":1}' | openssl dgst -sha256 -hmac whsec_test
    assertThat(WebhookSignature.of("whsec_test", 1_700_000_000, "{\"a\":1}"))
        .isEqualTo(
            "t=1700000000,v1=38877139021993b830af32feea6e18a8da83eb2f6e49ee50bd9e4cf4ca4d3789");
  }

  @Test
  void anotherSecretTimeOrBodyIsAnotherSignature() {
    String one = WebhookSignature.of("whsec_test", 1_700_000_000, "{\"a\":1}");
    assertThat(WebhookSignature.of("whsec_other", 1_700_000_000, "{\"a\":1}")).isNotEqualTo(one);
    assertThat(WebhookSignature.of("whsec_test", 1_700_000_001, "{\"a\":1}")).isNotEqualTo(one);
    assertThat(WebhookSignature.of("whsec_test", 1_700_000_000, "{\"a\":2}")).isNotEqualTo(one);
  }
}
