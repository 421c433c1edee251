package crowdstart.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is sent: the problem of the contract, nothing stored, and never a failure of ours. */
class BadInputTest {
  private static TestNode node;
  private static Client client;
  private static String campaign;
  private static String draft;

  @BeforeAll
  static void start() {
    node = TestNode.start();
    client = new Client(node);
    campaign = Given.liveCampaign(client, node, 1_000);
    draft = Given.draft(client, node, 10);
  }

  @AfterAll
  static void stop() {
    client.close();
    node.close();
  }

  @AfterEach
  void nothingWasStored() {
    JsonNode stats = client.get("/v1/campaigns/" + campaign + "/stats").json();
    assertThat(stats.path("orders").asInt()).isZero();
    assertThat(stats.path("held").asLong()).isZero();
    assertThat(client.get("/v1/campaigns/" + draft).json().path("title").asText())
        .isEqualTo("A lamp that folds flat");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "{",
        "nonsense",
        "{\"tier\":NaN}",
        "{\"tier\":\"lamp\"} {}",
        "{\"tier\":\"lamp\",\"tier\":\"lamp\"}",
        "{\"tier\":\"lamp\",}",
        "{'tier':'lamp'}",
        "// no\n{}",
        "{\"quantity\":01}",
        "{\"quantity\":+1}",
        "{\"tier\":\"\u0001\"}",
        "{\"tier\":\"\\u12\"}"
      })
  void whatIsNotJsonIsMalformed(String body) {
    Client.Answer answer = order(body);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.type()).isEqualTo("malformed");
  }

  @Test
  void whatIsTooDeepIsMalformed() {
    assertThat(order("[".repeat(30_000)).type()).isEqualTo("malformed");
    assertThat(order("{\"a\":".repeat(5_000) + "1" + "}".repeat(5_000)).type())
        .isEqualTo("malformed");
    assertThat(order("{\"" + "n".repeat(10_000) + "\":1}").type()).isEqualTo("malformed");
    assertThat(order("{\"quantity\":" + "9".repeat(5_000) + "}").type()).isEqualTo("malformed");
  }

  @ParameterizedTest
  @ValueSource(strings = {"[]", "1", "null", "\"order\"", "true"})
  void whatIsNoObjectIsInvalid(String body) {
    Client.Answer answer = order(body);
    assertThat(answer.type()).isEqualTo("invalid");
    assertThat(answer.pointers()).containsExactly("");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          /quantity        | 0
          /quantity        | -1
          /quantity        | 1001
          /quantity        | 2147483648
          /quantity        | 9223372036854775808
          /quantity        | 1e400
          /quantity        | 1.5
          /quantity        | "1"
          /quantity        | true
          /quantity        | null
          /quantity        | []
          /tier            | 1
          /tier            | null
          /tier            | ""
          /tier            | "no-such-tier"
          /tier            | "Lamp"
          /tier            | "a b"
          /tier            | "12345678901234567890123456789012345678901"
          /backer          | null
          /backer          | "me"
          /backer          | []
          /backer/email    | "nobody"
          /backer/email    | "@example.org"
          /backer/email    | "one@"
          /backer/email    | "one@two@example.org"
          /backer/email    | "one two@example.org"
          /backer/email    | "one\\u0000@example.org"
          /backer/email    | ""
          /backer/email    | 5
          /backer/name     | ""
          /backer/name     | "  "
          /backer/name     | "a\\nb"
          /backer/name     | "a\\u0000b"
          /backer/name     | "\\ud800"
          /backer/name     | "\\udc00\\ud800"
          /backer/name     | null
          /backer/country  | "se"
          /backer/country  | "SWE"
          /backer/country  | "ZZ"
          /backer/country  | ""
          /backer/phone    | "1"
          /addOns          | {}
          /addOns          | null
          /addOns/0        | 1
          /addOns/0/tier   | 1
          /addOns/0/quantity | 0
          /addOns/0/price  | 1
          /referrer        | 1
          /referrer        | ""
          /price           | 1
          /a~1b~0c         | 1
          /constructor     | {}
          """)
  void aWrongFieldOfAnOrderIsPointedAt(String pointer, String value) {
    Client.Answer answer = order(with(pointer, value));
    assertThat(answer.status()).as(answer.text()).isEqualTo(422);
    assertThat(answer.type()).isEqualTo("invalid");
    assertThat(answer.pointers()).contains(pointer);
  }

  @Test
  void everythingWrongIsToldAtOnce() {
    Client.Answer answer = order("{\"quantity\":0,\"backer\":{\"email\":\"x\"},\"more\":1}");
    assertThat(answer.pointers())
        .containsExactlyInAnyOrder(
            "/tier", "/quantity", "/backer/email", "/backer/name", "/backer/country", "/more");
  }

  @Test
  void longTextsAreRefused() {
    assertThat(order(with("/backer/name", quoted("x".repeat(201)))).pointers())
        .containsExactly("/backer/name");
    assertThat(order(with("/backer/email", quoted("x".repeat(243) + "@example.org"))).pointers())
        .containsExactly("/backer/email");
    assertThat(order(with("/referrer", quoted("x".repeat(201)))).pointers())
        .containsExactly("/referrer");
    String addOns = "[" + "{\"tier\":\"lamp\",\"quantity\":1},".repeat(10) + "{}]";
    assertThat(order(with("/addOns", addOns)).pointers()).containsExactly("/addOns");
  }

  @Test
  void anUnknownAddOnIsPointedAt() {
    String addOns = "[{\"tier\":\"lamp\",\"quantity\":1},{\"tier\":\"gone\",\"quantity\":1}]";
    assertThat(order(with("/addOns", addOns)).pointers()).containsExactly("/addOns/1/tier");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          /title           | ""
          /title           | 1
          /title           | "a\\nb"
          /story           | null
          /story           | "a\\u0000b"
          /creator         | ""
          /currency        | "eur"
          /currency        | "XXX"
          /currency        | "XAU"
          /currency        | "ABC"
          /currency        | 978
          /goal            | 0
          /goal            | -1
          /goal            | 1000000000000001
          /goal            | 9223372036854775808
          /goal            | 10.5
          /goal            | "10"
          /deadline        | "2020-01-01T00:00:00Z"
          /deadline        | "2999-01-01T00:00:00Z"
          /deadline        | "2030-02-30T00:00:00Z"
          /deadline        | "2030-01-01"
          /deadline        | "+999999999-01-01T00:00:00Z"
          /deadline        | 1893456000
          /fundingModel    | "ALL_OR_NOTHING"
          /fundingModel    | null
          /tiers           | {}
          /tiers           | null
          /tiers/0         | 1
          /tiers/0/id      | "Early Bird"
          /tiers/0/price   | 0
          /tiers/0/price   | 10000000001
          /tiers/0/price   | 1.5
          /tiers/0/limit   | 0
          /tiers/0/limit   | 2147483648
          /tiers/0/limit   | "5"
          /tiers/0/perBackerLimit | -1
          /tiers/0/startsAt | "now"
          /tiers/1/id      | "early-bird"
          /tiers/0/remaining | 5
          /state           | "live"
          /id              | "local-00000000000000000000000000"
          """)
  void aWrongFieldOfACampaignIsPointedAt(String pointer, String value) {
    String whole = set(Given.campaign(10), pointer, value);
    Client.Answer answer = client.postText("/v1/campaigns", whole);
    assertThat(answer.status()).as(answer.text()).isEqualTo(422);
    assertThat(answer.pointers()).contains(pointer);
  }

  @ParameterizedTest
  @CsvSource({
    "text/plain",
    "application/xml",
    "application/x-www-form-urlencoded",
    "multipart/form-data"
  })
  void anotherMediaTypeIsNotRead(String type) {
    Client.Answer answer =
        client.postText(orders(), valid(), "Idempotency-Key", "k", "Content-Type", type);
    assertThat(answer.type()).isEqualTo("unsupported-media-type");
  }

  @Test
  void aCompressedBodyIsNotRead() {
    Client.Answer answer =
        client.postText(orders(), valid(), "Idempotency-Key", "k", "Content-Encoding", "gzip");
    assertThat(answer.type()).isEqualTo("unsupported-media-type");
  }

  @Test
  void anIdempotencyKeyIsRequiredAndCanBeRead() {
    assertThat(client.postText(orders(), valid()).type()).isEqualTo("idempotency-key-missing");
    for (String key : List.of("", " ", "a b", "x".repeat(256), "caf\u00e9")) {
      String answer =
          raw(
              "POST "
                  + orders()
                  + " HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nIdempotency-Key: "
                  + key
                  + "\r\nContent-Length: "
                  + valid().length()
                  + "\r\nConnection: close\r\n\r\n"
                  + valid());
      assertProblem(answer, 400, "malformed");
    }
    assertThat(
            client
                .postText(orders(), valid(), "Idempotency-Key", "a", "Idempotency-Key", "b")
                .type())
        .isEqualTo("malformed");
  }

  @Test
  void aDraftTakesNoOrders() {
    Client.Answer answer =
        client.postText("/v1/campaigns/" + draft + "/orders", valid(), "Idempotency-Key", "k");
    assertThat(answer.status()).isEqualTo(409);
    assertThat(answer.type()).isEqualTo("campaign-not-live");
  }

  @Test
  void moreThanOneBackerMayHaveIsRefused() {
    ObjectNode limited = Given.campaign(10);
    ((ObjectNode) limited.path("tiers").path(1)).put("perBackerLimit", 2);
    String path = "/v1/campaigns/" + client.post("/v1/campaigns", limited).id();
    client.post(path + "/launch");
    Client.Answer answer =
        client.post(
            path + "/orders", Given.order("lamp", 3, "one@example.org"), "Idempotency-Key", "k");
    assertThat(answer.pointers()).containsExactly("/quantity");
  }

  @ParameterizedTest
  @CsvSource({
    "PUT, /v1/campaigns, 'GET, HEAD, POST'",
    "DELETE, /v1/orders/local-00000000000000000000000000, 'GET, HEAD'",
    "OPTIONS, /docs, 'GET, HEAD'",
    "GET, /v1/orders/local-00000000000000000000000000/cancel, POST"
  })
  void anotherMethodIsToldWhichThereAre(String method, String path, String allow) {
    Client.Answer answer = client.method(method, path);
    assertThat(answer.status()).isEqualTo(405);
    assertThat(answer.type()).isEqualTo("method-not-allowed");
    assertThat(answer.header("Allow")).isEqualTo(allow);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v1",
        "/v1/campaigns/",
        "//v1/campaigns",
        "/v1//campaigns",
        "/v1/campaigns/../../etc/passwd",
        "/v1/campaigns/%2e%2e/orders",
        "/v1/campaigns/%2f",
        "/v1/campaigns/%00",
        "/v1/campaigns/..%2f..%2fetc%2fpasswd",
        "/v1/campaigns/LOCAL-00000000000000000000000000",
        "/v1/campaigns/local-0000000000000000000000000",
        "/v1/campaigns/elsewhere-00000000000000000000000000",
        "/v1/campaigns/warmup-00000000000000000000000000",
        "/v1/campaigns/local-00000000000000000000000000%20",
        "/v1/campaigns/local-00000000000000000000000000/",
        "/v1/orders/local-00000000000000000000000000;x=1",
        "/docs/../pom.xml",
        "/docs/..%2fopenapi.yaml",
        "/docs/",
        "/favicon.ico",
        "*"
      })
  void pathTricksLeadNowhere(String path) {
    assertProblem(raw("GET " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"), 404);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nonsense that goes on and on and on\r\n\r\n",
        "GET\r\n\r\n and what follows\r\n",
        "GET / HTTP/1.1 more\r\nHost: x\r\n\r\n",
        "GET / HTTP/9.9\r\nHost: x\r\n\r\n",
        "GET /%zz HTTP/1.1\r\nHost: x\r\n\r\n",
        "GET /a b HTTP/1.1\r\nHost: x\r\n\r\n",
        "GET / HTTP/1.1\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: x\r\nHost: y\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: x\r\nBad Header\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: x\r\nNoColon\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: x\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999999999999999\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"
      })
  void whatIsNoRequestIsMalformed(String request) {
    String answer = raw(request);
    assertThat(answer).as(request).startsWith("HTTP/1.1 4").contains("application/problem+json");
  }

  @Test
  void floodsAreCutOff() {
    assertProblem(raw("GET /" + "x".repeat(5_000) + " HTTP/1.1\r\nHost: x\r\n\r\n"), 400);
    assertProblem(raw("GET / HTTP/1.1\r\nHost: x\r\n" + "X-A: b\r\n".repeat(500) + "\r\n"), 400);
    assertProblem(raw("GET / HTTP/1.1\r\nHost: x\r\nX-A: " + "y".repeat(20_000) + "\r\n\r\n"), 400);
    assertProblem(raw("X".repeat(40) + " / HTTP/1.1\r\nHost: x\r\n\r\n"), 400);
    assertProblem(raw("BREW / HTTP/1.1\r\nHost: x\r\n\r\n"), 405);
  }

  @Test
  void aBodyOverTheLimitIsTooLargeHoweverItComes() {
    String head = "POST " + orders() + " HTTP/1.1\r\nHost: x\r\nIdempotency-Key: k\r\n";
    String json = "Content-Type: application/json\r\n";
    assertProblem(raw(head + json + "Content-Length: 70000\r\n\r\n" + "x".repeat(70_000)), 413);
    assertProblem(raw(head + json + "Content-Length: 1000000000\r\n\r\nx"), 413);
    String chunk = "2000\r\n" + "x".repeat(0x2000) + "\r\n";
    assertProblem(
        raw(head + json + "Transfer-Encoding: chunked\r\n\r\n" + chunk.repeat(9) + "0\r\n\r\n"),
        413);
  }

  @Test
  void aBodyThatDoesNotArriveIsGivenUp() {
    String answer =
        raw(
            "POST "
                + orders()
                + " HTTP/1.1\r\nHost: x\r\nIdempotency-Key: k\r\n"
                + "Content-Type: application/json\r\nContent-Length: 100\r\n\r\n{");
    assertProblem(answer, 400, "malformed");
  }

  @Test
  void anotherUnicodeIsMalformed() {
    for (Charset charset :
        List.of(StandardCharsets.UTF_16, StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE)) {
      byte[] body = valid().getBytes(charset);
      assertProblem(raw(withBody(body)), 400, "malformed");
    }
    assertProblem(raw(withBody(new byte[] {'"', (byte) 0xc3, (byte) 0x28, '"'})), 400);
  }

  private static byte[] withBody(byte[] body) {
    byte[] head =
        ("POST "
                + orders()
                + " HTTP/1.1\r\nHost: x\r\nIdempotency-Key: k\r\nConnection: close\r\n"
                + "Content-Type: application/json\r\nContent-Length: "
                + body.length
                + "\r\n\r\n")
            .getBytes(StandardCharsets.US_ASCII);
    byte[] request = Arrays.copyOf(head, head.length + body.length);
    System.arraycopy(body, 0, request, head.length, body.length);
    return request;
  }

  private static void assertProblem(String answer, int status, String type) {
    assertProblem(answer, status);
    assertThat(answer).contains("\"type\":\"" + type + "\"");
  }

  private static void assertProblem(String answer, int status) {
    assertThat(answer)
        .startsWith("HTTP/1.1 " + status)
        .contains("application/problem+json")
        .contains("\"status\":" + status)
        .doesNotContain("xception")
        .doesNotContain("\tat ");
  }

  private static String orders() {
    return "/v1/campaigns/" + campaign + "/orders";
  }

  private static Client.Answer order(String body) {
    return client.postText(orders(), body, "Idempotency-Key", "k");
  }

  private static String valid() {
    return Given.order("lamp", 1, "one@example.org").toString();
  }

  private static String with(String pointer, String value) {
    return set(Given.order("lamp", 1, "one@example.org"), pointer, value);
  }

  /** Puts raw JSON where a pointer leads, on a way that is made where there is none. */
  private static String set(JsonNode body, String pointer, String value) {
    String place = "\"@place@\"";
    JsonNode at = body;
    String[] names = pointer.substring(1).split("/", -1);
    for (int i = 0; i < names.length - 1; i++) {
      at = step(at, names[i], names[i + 1]);
    }
    String last = names[names.length - 1].replace("~1", "/").replace("~0", "~");
    if (at instanceof ArrayNode list) {
      while (list.size() <= Integer.parseInt(last)) {
        list.add("@place@");
      }
      list.set(Integer.parseInt(last), "@place@");
    } else {
      ((ObjectNode) at).put(last, "@place@");
    }
    return body.toString().replace(place, value);
  }

  private static JsonNode step(JsonNode at, String name, String next) {
    if (at instanceof ArrayNode list) {
      return list.isEmpty() ? list.addObject() : list.get(Integer.parseInt(name));
    }
    var object = (ObjectNode) at;
    if (object.has(name)) {
      return object.get(name);
    }
    return next.equals("0") ? object.putArray(name) : object.putObject(name);
  }

  private static String quoted(String text) {
    return "\"" + text + "\"";
  }

  private static String raw(String request) {
    return raw(request.getBytes(StandardCharsets.ISO_8859_1));
  }

  /** Sends bytes as they are, and takes whatever comes back until the connection ends. */
  private static String raw(byte[] request) {
    try (Socket socket = new Socket(java.net.InetAddress.getLoopbackAddress(), node.port())) {
      socket.setSoTimeout(15_000);
      try {
        socket.getOutputStream().write(request);
      } catch (IOException _) {
        // The server has heard enough; its answer is on the way.
      }
      StringBuilder answer = new StringBuilder();
      byte[] buffer = new byte[8_192];
      try {
        for (int n = socket.getInputStream().read(buffer);
            n >= 0 && !answer.toString().endsWith("}");
            n = socket.getInputStream().read(buffer)) {
          answer.append(new String(buffer, 0, n, StandardCharsets.UTF_8));
        }
      } catch (IOException broken) {
        if (answer.isEmpty()) {
          throw broken;
        }
      }
      return answer.toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
