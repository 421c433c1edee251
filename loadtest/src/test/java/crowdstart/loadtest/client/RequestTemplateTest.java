package crowdstart.loadtest.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class RequestTemplateTest {
  @Test
  void writesTheNumberOverEveryMark() {
    RequestTemplate template =
        RequestTemplate.post(
            "/orders", "shop:80", "Key: k" + RequestTemplate.NUMBER + "\r\n", "[##########]");
    assertThat(encoded(template, 42))
        .isEqualTo(
            "POST /orders HTTP/1.1\r\nHost: shop:80\r\nContent-Type: application/json\r\n"
                + "Content-Length: 12\r\nKey: k0000000042\r\n\r\n[0000000042]");
    assertThat(encoded(template, RequestTemplate.NUMBER_MAX)).endsWith("[9999999999]");
  }

  @Test
  void isAscii() {
    assertThatThrownBy(() -> RequestTemplate.get("/ä", "shop", ""))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static String encoded(RequestTemplate template, long number) {
    ByteBuffer out = ByteBuffer.allocate(1_000);
    out.put((byte) '>');
    template.encode(number, out);
    return StandardCharsets.US_ASCII.decode(out.flip()).toString().substring(1);
  }
}
