package crowdstart.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is wrong with a request, before anybody looks at its content. */
class BadRequestTest extends BadInput {
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
    for (String key : List.of("", " ")) {
      assertProblem(raw(withKey(key)), 400, "idempotency-key-missing");
    }
    for (String key : List.of("a b", "x".repeat(256), "caf\u00e9")) {
      assertProblem(raw(withKey(key)), 400, "malformed");
    }
    assertThat(
            client
                .postText(orders(), valid(), "Idempotency-Key", "a", "Idempotency-Key", "b")
                .type())
        .isEqualTo("malformed");
  }

  private static String withKey(String key) {
    return "POST "
        + orders()
        + " HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nIdempotency-Key: "
        + key
        + "\r\nContent-Length: "
        + valid().length()
        + "\r\nConnection: close\r\n\r\n"
        + valid();
  }

  @ParameterizedTest
  @ValueSource(strings = {"iso-8859-1", "utf-16", "nonexistent", "us-ascii"})
  void jsonHasNoOtherCharset(String charset) {
    String type = "application/json; charset=" + charset;
    assertThat(client.postText(orders(), valid(), "Idempotency-Key", "k", "Content-Type", type))
        .extracting(Client.Answer::type)
        .isEqualTo("unsupported-media-type");
    for (String utf8 : List.of("utf-8", "UTF-8", "\"utf-8\"")) {
      type = "application/json; charset=" + utf8;
      assertThat(client.postText(orders(), "{}", "Idempotency-Key", "k", "Content-Type", type))
          .extracting(Client.Answer::type)
          .isEqualTo("invalid");
    }
  }

  /** Overlong forms and surrogates: others read them otherwise, or not at all. */
  @ParameterizedTest
  @ValueSource(
      strings = {"\u00c0\u00af", "\u00c1\u0080", "\u00e0\u0080\u00af", "\u00ed\u00a0\u0080"})
  void whatIsNotQuiteUtf8IsNotRead(String bytes) {
    String body = valid().replaceFirst("\"name\":\"", "$0" + bytes);
    assertThat(body).isNotEqualTo(valid());
    String request =
        "POST "
            + orders()
            + " HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nIdempotency-Key: k"
            + "\r\nContent-Length: "
            + body.length()
            + "\r\nConnection: close\r\n\r\n"
            + body;
    assertProblem(raw(request), 400, "malformed");
  }

  @Test
  void anAcceptThatNamesNothingIsAsGoodAsNone() {
    String head = "GET " + orders() + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n";
    assertThat(raw(head + "Accept:\r\n\r\n"))
        .startsWith("HTTP/1.1 200 ")
        .contains("application/json");
    assertProblem(raw(head + "Accept: image/png\r\n\r\n"), 406);
  }

  @ParameterizedTest
  @ValueSource(strings = {"FOO", "get", "PROPFIND", "OPTIONS", "X-Y_2"})
  void anyMethodIsToldWhatAPathAllows(String method) {
    String tail = " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";
    String answer = raw(method + " /v1/campaigns" + tail);
    assertProblem(answer, 405, "method-not-allowed");
    assertThat(answer).contains("Allow: GET, HEAD, POST\r\n");
    assertProblem(raw(method + " /nope" + tail), 404, "not-found");
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
        "/docs/..%2fopenapi.yaml",
        "/favicon.ico",
        "*"
      })
  void pathTricksLeadNowhere(String path) {
    assertProblem(raw("GET " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"), 404);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v1/../v1/campaigns",
        "/v1/./campaigns",
        "/v1/%2e%2e/v1/campaigns",
        "/%76%31/campaigns",
        "/docs/../openapi.yaml",
        "/docs/%2E%2e/openapi.yaml",
        "/v1/campaigns/../../etc/passwd",
        "/v1/campaigns/.."
      })
  void nothingHasASecondPath(String path) {
    assertProblem(
        raw("GET " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"), 400, "malformed");
  }

  @Test
  void theDocumentationIsShownInNobodysFrame() {
    for (String path : List.of("/docs", "/docs/")) {
      assertThat(raw("HEAD " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"))
          .startsWith("HTTP/1.1 200 ")
          .contains("frame-ancestors 'none'");
    }
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
    assertThat(answer).as("it repeats nothing").doesNotContain("nonsense", "Bad Header", "zz");
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
  void anotherUnicodeIsMalformed() {
    for (Charset charset :
        List.of(StandardCharsets.UTF_16, StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE)) {
      byte[] body = valid().getBytes(charset);
      assertProblem(raw(withBody(body)), 400, "malformed");
    }
    assertProblem(raw(withBody(new byte[] {'"', (byte) 0xc3, (byte) 0x28, '"'})), 400);
  }
}
