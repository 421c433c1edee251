package crowdstart.loadtest.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResponseParserTest {
  private static final String BY_LENGTH =
      "HTTP/1.1 201 Created\r\ncontent-LENGTH: 5\r\nIdempotency-Replayed: true\r\n\r\nhello";
  private static final String CHUNKED =
      String.join(
          "\r\n",
          "HTTP/1.1 200 OK",
          "Transfer-Encoding: chunked",
          "",
          "5",
          "hello",
          "A;note=1",
          ", and more",
          "0",
          "Trailer: x",
          "",
          "");

  private final ResponseParser parser = new ResponseParser();
  private final ByteArrayOutputStream body = new ByteArrayOutputStream();

  @Test
  void readsABodyByItsLength() {
    assertThat(parse(BY_LENGTH, Integer.MAX_VALUE)).isEqualTo("hello");
    assertThat(parser.status()).isEqualTo(201);
    assertThat(parser.replayed()).isTrue();
    assertThat(parser.keepAlive()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 5, 7, 11, 1_000})
  void howTheBytesAreSplitMakesNoDifference(int size) {
    assertThat(parse(BY_LENGTH, size)).isEqualTo("hello");
    assertThat(parser.status()).isEqualTo(201);
    assertThat(parser.replayed()).isTrue();
    assertThat(parse(CHUNKED, size)).isEqualTo("hello, and more");
    assertThat(parser.status()).isEqualTo(200);
    assertThat(parser.replayed()).isFalse();
  }

  @Test
  void stopsAtTheEndOfTheResponse() {
    byte[] two = (BY_LENGTH + BY_LENGTH).getBytes(StandardCharsets.US_ASCII);
    parser.expectResponse(null);
    assertThat(parser.parse(two, 0, two.length)).isEqualTo(BY_LENGTH.length());
    assertThat(parser.complete()).isTrue();
  }

  @Test
  void skipsAnInterimResponse() {
    assertThat(parse("HTTP/1.1 100 Continue\r\n\r\n" + BY_LENGTH, 4)).isEqualTo("hello");
    assertThat(parser.status()).isEqualTo(201);
  }

  @Test
  void knowsResponsesWithoutABody() {
    assertThat(parse("HTTP/1.1 204 No Content\r\n\r\n", 3)).isEmpty();
    assertThat(parse("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n", 3)).isEmpty();
  }

  @Test
  void aBodyWithoutALengthEndsWithTheConnection() {
    parser.expectResponse((range, from, to) -> body.write(range, from, to - from));
    byte[] bytes = "HTTP/1.1 200 OK\r\n\r\nall of it".getBytes(StandardCharsets.US_ASCII);
    parser.parse(bytes, 0, bytes.length);
    assertThat(parser.complete()).isFalse();
    assertThat(parser.closed()).isTrue();
    assertThat(body.toString(StandardCharsets.US_ASCII)).isEqualTo("all of it");
    assertThat(parser.keepAlive()).isFalse();
  }

  @Test
  void aBodyCutShortIsNotComplete() {
    byte[] bytes = BY_LENGTH.getBytes(StandardCharsets.US_ASCII);
    parser.expectResponse(null);
    parser.parse(bytes, 0, bytes.length - 1);
    assertThat(parser.closed()).isFalse();
  }

  @Test
  void hearsThatTheConnectionWillClose() {
    parse("HTTP/1.1 200 OK\r\nConnection: Close\r\nContent-Length: 0\r\n\r\n", 9);
    assertThat(parser.keepAlive()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SMTP ready here\r\n",
        "HTTP/1.1 2x1 Created\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: ten\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nnone\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n\r\n"
      })
  void refusesWhatIsNotHttp(String text) {
    assertThatThrownBy(() -> parse(text, 4)).isInstanceOf(BadResponse.class);
  }

  @Test
  void aLineHasALongestLength() {
    String endless = "HTTP/1.1 200 OK\r\nX: " + "x".repeat(ResponseParser.LINE_BYTES_MAX);
    assertThatThrownBy(() -> parse(endless, 1_000)).isInstanceOf(BadResponse.class);
  }

  private String parse(String text, int size) {
    byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
    body.reset();
    parser.expectResponse((range, from, to) -> body.write(range, from, to - from));
    for (int from = 0; from < bytes.length; ) {
      int to = Math.min(bytes.length, from + Math.min(size, bytes.length));
      assertThat(parser.parse(bytes, from, to)).isEqualTo(to);
      from = to;
    }
    assertThat(parser.complete()).isTrue();
    return body.toString(StandardCharsets.US_ASCII);
  }
}
