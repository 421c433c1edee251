package crowdstart.http.hook;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

class SignatureTest {
  // The example that the libraries of standardwebhooks.com are all tested with.
  private static final String SECRET = "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
  private static final String SIGNATURE = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";

  private static final byte[] KEY = Base64.getDecoder().decode(SECRET);

  @Test
  void isThatOfThePublishedExample() {
    assertThat(sign(List.of(KEY))).isEqualTo(SIGNATURE);
    assertThat(Signature.text(KEY)).isEqualTo("whsec_" + SECRET);
  }

  @Test
  void thereIsOneForEachSecret() {
    byte[] other = new byte[32];

    assertThat(sign(List.of(other, KEY)))
        .isEqualTo(sign(List.of(other)) + " " + SIGNATURE)
        .doesNotStartWith(SIGNATURE);
  }

  private static String sign(List<byte[]> secrets) {
    byte[] body = "{\"test\": 2432232314}".getBytes(StandardCharsets.UTF_8);
    return Signature.header("msg_p5jXN8AQM9LWM0D4loKWxJek", 1_614_265_330, body, secrets);
  }
}
