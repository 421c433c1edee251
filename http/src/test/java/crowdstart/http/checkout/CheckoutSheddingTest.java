package crowdstart.http.checkout;

import static org.assertj.core.api.Assertions.assertThat;

import crowdstart.identity.CampaignId;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CheckoutSheddingTest {
  private static final String CAMPAIGN = "local-00000000000000000000000000";
  private static final String LINE = "POST /v1/campaigns/" + CAMPAIGN + "/orders HTTP/1.1\r\n";

  @Test
  void oneWholeOrderIsRecognized() {
    CampaignId campaign = new CampaignId(CAMPAIGN);
    assertThat(campaign(LINE + "Host: x\r\nContent-Length: 2\r\n\r\n{}")).isEqualTo(campaign);
    assertThat(campaign(LINE + "content-length:2\r\nHost: x\r\n\r\n{}")).isEqualTo(campaign);
    assertThat(campaign(LINE + "CONTENT-LENGTH: 0\r\n\r\n")).isEqualTo(campaign);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        LINE + "Content-Length: 3\r\n\r\n{}",
        LINE + "Content-Length: 1\r\n\r\n{}",
        LINE + "Content-Length: 2\r\n\r\n{}" + LINE,
        LINE + "Content-Length: 2\r\nContent-Length: 2\r\n\r\n{}",
        LINE + "Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n{}",
        LINE + "Content-Length: 2\r\nExpect: 100-continue\r\n\r\n{}",
        LINE + "Content-Length: 2\r\nConnection: close\r\n\r\n{}",
        LINE + "Content-Length: -2\r\n\r\n{}",
        LINE + "Content-Length: +2\r\n\r\n{}",
        LINE + "Content-Length: 99999999999\r\n\r\n{}",
        LINE + "Content-Length: 2\r\n",
        LINE + "\r\n",
        LINE,
        "POST /v1/campaigns/nowhere/orders HTTP/1.1\r\nContent-Length: 2\r\n\r\n{}",
        "POST /v1/campaigns/" + CAMPAIGN + "/orders HTTP/1.0\r\nContent-Length: 2\r\n\r\n{}",
        "POST /v1/campaigns/" + CAMPAIGN + "/launch HTTP/1.1\r\nContent-Length: 0\r\n\r\n",
        "GET /v1/campaigns/" + CAMPAIGN + "/orders HTTP/1.1\r\nContent-Length: 0\r\n\r\n",
        "P",
        ""
      })
  void anythingElseIsLeftToHttp(String bytes) {
    assertThat(campaign(bytes)).isNull();
  }

  private static @Nullable CampaignId campaign(String bytes) {
    return CheckoutShedding.campaign(bytes.getBytes(StandardCharsets.ISO_8859_1));
  }
}
