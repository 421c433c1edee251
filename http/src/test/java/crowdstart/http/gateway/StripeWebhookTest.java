package crowdstart.http.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.stripe.Stripe;
import crowdstart.http.gateway.StripeWebhook.Ignored;
import crowdstart.http.gateway.StripeWebhook.News;
import crowdstart.http.gateway.StripeWebhook.Rejected;
import crowdstart.http.gateway.StripeWebhook.Verdict;
import crowdstart.http.gateway.StripeWebhook.Why;
import crowdstart.identity.OrderId;
import crowdstart.payment.ChargeStanding;
import crowdstart.payment.ProviderNews;
import crowdstart.payment.RefundStanding;
import crowdstart.payment.SetupStanding;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class StripeWebhookTest {
  private static final String SECRET = "whsec_new";
  private static final String OLD_SECRET = "whsec_old";
  private static final Instant NOW = Instant.ofEpochSecond(1_795_000_000);
  private static final OrderId ORDER = Orders.next();
  private static final long TOLERANCE = StripeSignature.TOLERANCE.toSeconds();
  private static final int FORGERIES = 10_000;

  private final StripeWebhook webhook = new StripeWebhook(List.of(SECRET, OLD_SECRET));

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String code(String secret, long at, byte[] body) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(bytes(secret), "HmacSHA256"));
      mac.update(bytes(at + "."));
      return HexFormat.of().formatHex(mac.doFinal(body));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String signed(String secret, long at, byte[] body) {
    return "t=" + at + ",v1=" + code(secret, at, body);
  }

  private static String event(String type, String object) {
    return "{\"id\":\"evt_1\",\"object\":\"event\",\"api_version\":\""
        + Stripe.API_VERSION
        + "\",\"created\":1795000000,\"type\":\""
        + type
        + "\",\"data\":{\"object\":"
        + object
        + "}}";
  }

  private static String payment(String status, String more) {
    return "{\"id\":\"pi_1\",\"object\":\"payment_intent\",\"amount\":4900,\"amount_received\":4900,"
        + "\"status\":\""
        + status
        + "\",\"latest_charge\":\"ch_1\",\"metadata\":{\"order\":\""
        + ORDER.value()
        + "\"}"
        + more
        + "}";
  }

  private static final byte[] BODY =
      bytes(event("payment_intent.succeeded", payment("succeeded", "")));

  private Verdict signedNow(String body) {
    return webhook.read(bytes(body), signed(SECRET, NOW.getEpochSecond(), bytes(body)), NOW);
  }

  static Stream<Arguments> signatures() {
    long now = NOW.getEpochSecond();
    String right = code(SECRET, now, BODY);
    String old = code(OLD_SECRET, now, BODY);
    return Stream.of(
        Arguments.of("right", "t=" + now + ",v1=" + right, null),
        Arguments.of("the old secret", "t=" + now + ",v1=" + old, null),
        Arguments.of("both secrets", "t=" + now + ",v1=" + old + ",v1=" + right, null),
        Arguments.of("one of two", "t=" + now + ",v1=" + "0".repeat(64) + ",v1=" + right, null),
        Arguments.of("another order", "v1=" + right + ",t=" + now, null),
        Arguments.of("a cut one beside it", "t=" + now + ",v1=abc,v1=,v1=" + right, null),
        Arguments.of("other schemes", "t=" + now + ",v0=abc,v1=" + right + ",v2=x", null),
        Arguments.of("at the edge", signed(SECRET, now - TOLERANCE, BODY), null),
        Arguments.of("at the other edge", signed(SECRET, now + TOLERANCE, BODY), null),
        Arguments.of("none", null, Why.NO_SIGNATURE),
        Arguments.of("empty", "", Why.MALFORMED_SIGNATURE),
        Arguments.of("a word", "signature", Why.MALFORMED_SIGNATURE),
        Arguments.of("no time", "v1=" + right, Why.MALFORMED_SIGNATURE),
        Arguments.of("no code", "t=" + now, Why.MALFORMED_SIGNATURE),
        Arguments.of("another scheme alone", "t=" + now + ",v0=" + right, Why.MALFORMED_SIGNATURE),
        Arguments.of("no time in it", "t=,v1=" + right, Why.MALFORMED_SIGNATURE),
        Arguments.of("a time in words", "t=now,v1=" + right, Why.MALFORMED_SIGNATURE),
        Arguments.of("a negative time", "t=-" + now + ",v1=" + right, Why.MALFORMED_SIGNATURE),
        Arguments.of(
            "a long time", "t=" + "9".repeat(30) + ",v1=" + right, Why.MALFORMED_SIGNATURE),
        Arguments.of("other digits", "t=١٧٩٥,v1=" + right, Why.MALFORMED_SIGNATURE),
        Arguments.of(
            "two times", "t=" + now + ",t=" + now + ",v1=" + right, Why.MALFORMED_SIGNATURE),
        Arguments.of("spaces", "t=" + now + ", v1=" + right, Why.MALFORMED_SIGNATURE),
        Arguments.of(
            "a comma too many", "t=" + now + ",v1=" + right + ",", Why.MALFORMED_SIGNATURE),
        Arguments.of(
            "upper case",
            "t=" + now + ",v1=" + right.replace('a', 'A') + "A",
            Why.MALFORMED_SIGNATURE),
        Arguments.of(
            "truncated", "t=" + now + ",v1=" + right.substring(0, 63), Why.MALFORMED_SIGNATURE),
        Arguments.of("an empty code", "t=" + now + ",v1=", Why.MALFORMED_SIGNATURE),
        Arguments.of(
            "too many codes", "t=" + now + (",v1=" + right).repeat(17), Why.MALFORMED_SIGNATURE),
        Arguments.of(
            "too long",
            "t=" + now + ",v1=" + right + ",v0=" + "x".repeat(2_000),
            Why.MALFORMED_SIGNATURE),
        Arguments.of("wrong", "t=" + now + ",v1=" + "0".repeat(64), Why.WRONG_SIGNATURE),
        Arguments.of("a strange secret", signed("whsec_x", now, BODY), Why.WRONG_SIGNATURE),
        Arguments.of("of another time", "t=" + (now - 1) + ",v1=" + right, Why.WRONG_SIGNATURE),
        Arguments.of("a zero before", "t=0" + now + ",v1=" + right, Why.WRONG_SIGNATURE),
        Arguments.of(
            "of another body",
            "t=" + now + ",v1=" + code(SECRET, now, bytes("{}")),
            Why.WRONG_SIGNATURE),
        Arguments.of("stale", signed(SECRET, now - TOLERANCE - 1, BODY), Why.OUT_OF_TIME),
        Arguments.of("future", signed(SECRET, now + TOLERANCE + 1, BODY), Why.OUT_OF_TIME),
        Arguments.of("at the beginning of time", signed(SECRET, 0, BODY), Why.OUT_OF_TIME),
        Arguments.of(
            "at the end of time", signed(SECRET, 999_999_999_999L, BODY), Why.OUT_OF_TIME));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("signatures")
  void onlyWhatIsSignedNowIsTaken(String name, @Nullable String header, @Nullable Why why) {
    Verdict verdict = webhook.read(BODY, header, NOW);
    if (why == null) {
      assertThat(verdict).as(name).isInstanceOf(News.class);
    } else {
      assertThat(verdict).as(name).isEqualTo(new Rejected(why));
    }
  }

  @Test
  void aSecretThatIsGoneOpensNothing() {
    StripeWebhook rotated = new StripeWebhook(List.of(SECRET));
    String header = signed(OLD_SECRET, NOW.getEpochSecond(), BODY);
    assertThat(rotated.read(BODY, header, NOW)).isEqualTo(new Rejected(Why.WRONG_SIGNATURE));
    assertThatThrownBy(() -> new StripeWebhook(List.of())).hasMessageContaining("secret");
    assertThatThrownBy(() -> new StripeWebhook(List.of(""))).hasMessageContaining("secret");
  }

  /** Each begins as a right one and is then bent in one of many ways. */
  @Test
  void noForgeryIsTaken() {
    SplittableRandom random = new SplittableRandom(20_261_122);
    Map<Why, Integer> reasons = new EnumMap<>(Why.class);
    for (int i = 0; i < FORGERIES; i++) {
      byte[] body = BODY.clone();
      long at = NOW.getEpochSecond() + random.nextLong(-TOLERANCE, TOLERANCE + 1);
      String header = signed(random.nextBoolean() ? SECRET : OLD_SECRET, at, body);
      switch (random.nextInt(7)) {
        case 0 -> body[random.nextInt(body.length)] ^= (byte) (1 << random.nextInt(8));
        case 1 -> body = Arrays.copyOf(body, random.nextInt(body.length));
        case 2 -> {
          int place = header.length() - 1 - random.nextInt(64);
          char other = header.charAt(place) == '0' ? '1' : '0';
          header = header.substring(0, place) + other + header.substring(place + 1);
        }
        case 3 -> header = header.substring(0, random.nextInt(header.length()));
        case 4 -> header = signed("whsec_" + random.nextLong(), at, body);
        case 5 -> {
          long far = TOLERANCE + 1 + random.nextLong(1_000_000);
          header = signed(SECRET, NOW.getEpochSecond() + (random.nextBoolean() ? far : -far), body);
        }
        default -> header = "t=" + (at + 1) + header.substring(header.indexOf(','));
      }
      assertThat(webhook.read(body, header, NOW))
          .as("forgery %d: %s", i, header)
          .isInstanceOfSatisfying(Rejected.class, it -> reasons.merge(it.why(), 1, Integer::sum));
    }
    assertThat(reasons)
        .containsOnlyKeys(Why.WRONG_SIGNATURE, Why.OUT_OF_TIME, Why.MALFORMED_SIGNATURE);
  }

  @Test
  void eachObjectIsItsOwnNews() {
    assertThat(signedNow(event("payment_intent.succeeded", payment("succeeded", ""))))
        .isEqualTo(
            new News(
                ORDER,
                new ProviderNews.Charge(
                    new ChargeStanding(
                        "pi_1", ChargeStanding.Status.SUCCEEDED, 4_900, 0, "ch_1", null, null))));
    assertThat(
            signedNow(
                event(
                    "setup_intent.succeeded",
                    "{\"id\":\"seti_1\",\"object\":\"setup_intent\",\"customer\":\"cus_1\","
                        + "\"status\":\"succeeded\",\"payment_method\":\"pm_1\","
                        + "\"metadata\":{\"order\":\""
                        + ORDER.value()
                        + "\"}}")))
        .isEqualTo(
            new News(
                ORDER,
                new ProviderNews.Setup(
                    new SetupStanding(
                        "seti_1", "cus_1", SetupStanding.Status.SUCCEEDED, "pm_1", null, null))));
    assertThat(signedNow(event("refund.updated", refund("\"refund\":\"r1\","))))
        .isEqualTo(
            new News(
                ORDER,
                new ProviderNews.Refund(
                    new RefundStanding("re_1", "r1", 900, RefundStanding.Status.SUCCEEDED))));
  }

  private static String refund(String metadata) {
    return "{\"id\":\"re_1\",\"object\":\"refund\",\"amount\":900,\"status\":\"succeeded\","
        + "\"metadata\":{"
        + metadata
        + "\"order\":\""
        + ORDER.value()
        + "\"}}";
  }

  static Stream<String> nothingToUs() {
    String paid = event("payment_intent.succeeded", payment("succeeded", ""));
    return Stream.of(
        event("sandbox.unheard_of", "{\"id\":\"x_1\",\"object\":\"unheard_of\"}"),
        event("charge.succeeded", "{\"id\":\"ch_1\",\"object\":\"charge\"}"),
        // Of a refund that somebody made by hand.
        event("refund.created", refund("")),
        paid.replace("\"order\":\"" + ORDER.value() + "\"", ""),
        paid.replace(ORDER.value(), "not an order"),
        paid.replace(Stripe.API_VERSION, "2020-08-27"),
        paid.replace(Stripe.API_VERSION, "2031-01-01.later"),
        paid.replace("\"id\":\"evt_1\"", "\"id\":\"evt_1\",\"account\":\"acct_1\""),
        // Signed, and like nothing that we know: it would read no better if it were sent again.
        event("payment_intent.unheard_of", payment("unheard_of", "")),
        event("refund.updated", refund("\"refund\":\"r1\",").replace("succeeded", "new")),
        paid.substring(0, paid.indexOf("\"data\"")) + "\"data\":{}}",
        "{\"data\":{}}",
        "{}",
        "[]",
        "null",
        "7");
  }

  @ParameterizedTest
  @MethodSource("nothingToUs")
  void whatIsNothingToUsIsIgnored(String body) {
    assertThat(signedNow(body)).isEqualTo(new Ignored());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "{\"type\":1", "\u0000", "{} {}", "{type:1}"})
  void whatIsNotJsonIsRejectedAlsoWhenItIsSigned(String body) {
    assertThat(signedNow(body)).isEqualTo(new Rejected(Why.NOT_JSON));
  }

  /** The id of an order is what makes one its backer: it must not reach a log by accident. */
  @Test
  void newsDoNotTellTheOrder() {
    assertThat(signedNow(new String(BODY, StandardCharsets.UTF_8)).toString())
        .doesNotContain(ORDER.value());
  }
}
