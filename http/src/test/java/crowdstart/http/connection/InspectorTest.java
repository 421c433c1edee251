package crowdstart.http.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every case is read in one piece, in two at every place, and byte by byte. */
class InspectorTest {
  private static final String GET = "GET /v1/campaigns HTTP/1.1\r\nHost: x\r\n\r\n";
  private static final String POST = "POST /v1/campaigns HTTP/1.1\r\nHost: x\r\n";
  private static final String SIZED = POST + "Content-Length: 5\r\n\r\n\u00e9\r\n\r\u00ff";
  private static final String CHUNKED =
      POST
          + "Transfer-Encoding: chunked\r\n\r\n"
          + "00000005;a=\"b\"\r\n\u00e9\r\n\r\u00ff\r\nA\r\n0123456789\r\n0\r\n\r\n";

  @ParameterizedTest
  @ValueSource(
      strings = {
        GET,
        SIZED,
        CHUNKED,
        SIZED + GET + CHUNKED + CHUNKED + SIZED + GET,
        "GET /v1/campaigns?email=a%40b%2Ec&x=../..&y=. HTTP/1.1\r\nHost: x\r\n\r\n" + GET,
        "GET /a.b/.c/...//%2f/%C3%A9/~ HTTP/1.1\r\n\r\n" + GET,
        "GET http://x:80/v1/campaigns HTTP/1.1\r\nHost: x:80\r\n\r\n" + GET,
        "OPTIONS * HTTP/1.1\r\nHost: x\r\n\r\n" + GET,
        "GET / HTTP/1.0\r\n\r\n" + GET,
        POST + "content-LENGTH:\t 0 \t\r\n\r\n" + GET,
        POST + "Content-Length:007\r\n\r\n1234567" + GET,
        POST + "TRANSFER-encoding:Chunked\t\r\n\r\n0\r\n\r\n" + GET,
        POST + "Transfer-Encoding: chunked\r\n\r\n0\r\nX: a\r\nContent-Length: 9\r\n\r\n" + GET,
        POST + "X-Content-Length: 5\r\nContent-Length-X: 5\r\nContent-Len: 5\r\nT: e\r\n\r\n" + GET,
        POST + "X: tab\tand ~\u007f\r\nNoColon\r\n\r\n" + GET
      })
  void whatEverybodyReadsAlikePasses(String sent) {
    assertThat(everyWay(sent)).isEqualTo(sent.length());
  }

  /** The first byte that may not pass stands behind the mark. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        POST + "X: a|\u00e9\r\nContent-Length: 61\r\n\r\n" + GET,
        POST + "X|\u00ff: a\r\n\r\n",
        POST + "X: a|\u0000b\r\n\r\n",
        POST + "X: a\r| Content-Length: 5\r\n\r\n",
        POST + "X: a|\nContent-Length: 5\r\n\r\n",
        POST + "X: a\r\n| folded\r\n\r\n",
        POST + "X: a\r\n|\n",
        POST + "|\tfolded: a\r\n\r\n",
        "GET /|\u00e9 HTTP/1.1\r\n\r\n",
        "GET /?|\u00e9 HTTP/1.1\r\n\r\n",
        "G|\u00e9T / HTTP/1.1\r\n\r\n",
        "G|\r\n / HTTP/1.1\r\n\r\n",
        "\u0016|\u0003\u0001",
        "\u00e9|GET / HTTP/1.1\r\n\r\n",
        "\r|\nGET / HTTP/1.1\r\n\r\n",
        "GET / HTTP/2.0|\r\n\r\n",
        "GET / HTTP/1.1| \r\n\r\n",
        "GET / |\r\n",
        POST + "Transfer-Encoding: chunked\r\nContent-Length|: 5\r\n\r\n",
        POST + "Content-Length: 5\r\nTransfer-Encoding|: chunked\r\n\r\n",
        POST + "Content-Length: 5\r\nContent-Length|: 5\r\n\r\n",
        POST + "Transfer-Encoding: chunked\r\nTransfer-Encoding|: chunked\r\n\r\n",
        POST + "Transfer-Encoding| : chunked\r\n\r\n",
        POST + "Content-Length|\t: 5\r\n\r\n",
        POST + "Transfer-Encoding: |\"chunked\"\r\n\r\n",
        POST + "Transfer-Encoding: chunked|;q=1\r\n\r\n",
        POST + "Transfer-Encoding: |,chunked\r\n\r\n",
        POST + "Transfer-Encoding: chunked|, chunked\r\n\r\n",
        POST + "Transfer-Encoding: chunk|\r\n\r\n",
        POST + "Transfer-Encoding: |xchunked\r\n\r\n",
        POST + "Transfer-Encoding: |identity\r\n\r\n",
        POST + "Transfer-Encoding: |\r\n\r\n",
        "POST / HTTP/1.0\r\nTransfer-Encoding|: chunked\r\n\r\n",
        POST + "Content-Length: |+5\r\n\r\n",
        POST + "Content-Length: |-5\r\n\r\n",
        POST + "Content-Length: 5|, 5\r\n\r\n",
        POST + "Content-Length: 5 |5\r\n\r\n",
        POST + "Content-Length: 0|x5\r\n\r\n",
        POST + "Content-Length: |\r\n\r\n",
        POST + "Content-Length: 123456789012345678|9\r\n\r\n",
        POST + "Transfer-Encoding: chunked\r\n\r\n|\r\n",
        POST + "Transfer-Encoding: chunked\r\n\r\n| 1\r\n",
        POST + "Transfer-Encoding: chunked\r\n\r\n1| 2\r\n",
        POST + "Transfer-Encoding: chunked\r\n\r\n|+1\r\n",
        POST + "Transfer-Encoding: chunked\r\n\r\n1|\n",
        POST + "Transfer-Encoding: chunked\r\n\r\n1;a|\n",
        POST + "Transfer-Encoding: chunked\r\n\r\n1;|\u00e9\r\n",
        POST + "Transfer-Encoding: chunked\r\n\r\n1\r\na|X",
        POST + "Transfer-Encoding: chunked\r\n\r\n1\r\na|\n0\r\n\r\n",
        POST + "Transfer-Encoding: chunked\r\n\r\n0\r\nX: a|\u00e9\r\n\r\n",
        POST + "Transfer-Encoding: chunked\r\n\r\n0\r\n| folded\r\n\r\n",
        "GET /v1/..|/v1/campaigns HTTP/1.1\r\n\r\n",
        "GET /v1/.|/campaigns HTTP/1.1\r\n\r\n",
        "GET /v1/..| HTTP/1.1\r\n\r\n",
        "GET /v1/.|?x HTTP/1.1\r\n\r\n",
        "GET ..|/v1 HTTP/1.1\r\n\r\n",
        "GET /v1/%2|e%2e/campaigns HTTP/1.1\r\n\r\n",
        "GET /%7|6%31/campaigns HTTP/1.1\r\n\r\n",
        "GET /v1/.%2|E HTTP/1.1\r\n\r\n",
        "GET /%|zz HTTP/1.1\r\n\r\n",
        "GET /%2| HTTP/1.1\r\n\r\n"
      })
  void whatCouldBeReadInTwoWaysEndsThere(String marked) {
    for (String before : new String[] {"", GET, SIZED, CHUNKED}) {
      String sent = before + marked.replace("|", "");
      assertThat(everyWay(sent)).as(marked).isEqualTo(before.length() + marked.indexOf('|'));
    }
  }

  @Test
  void aLongBodyIsCountedOverManyPieces() {
    Inspector inspector = new Inspector();
    byte[] piece = new byte[1_000];
    Arrays.fill(piece, (byte) 0xe9);
    byte[] head = bytes(POST + "Content-Length: 1000000\r\n\r\n");
    assertThat(inspector.passing(head)).isEqualTo(head.length);
    for (int i = 0; i < 1_000; i++) {
      assertThat(inspector.passing(piece)).isEqualTo(piece.length);
    }
    assertThat(inspector.passing(bytes(GET))).isEqualTo(GET.length());
    assertThat(inspector.passing(piece)).isEqualTo(1);
  }

  /** How much passes, which is the same however it comes. */
  private static int everyWay(String text) {
    byte[] sent = bytes(text);
    int whole = new Inspector().passing(sent);
    for (int cut = 0; cut <= sent.length; cut++) {
      Inspector inspector = new Inspector();
      int first = inspector.passing(Arrays.copyOfRange(sent, 0, cut));
      int both =
          first < cut ? first : cut + inspector.passing(Arrays.copyOfRange(sent, cut, sent.length));
      assertThat(both).as("cut at %s", cut).isEqualTo(whole);
    }
    Inspector inspector = new Inspector();
    int passed = 0;
    while (passed < sent.length && inspector.passing(new byte[] {sent[passed]}) == 1) {
      passed++;
    }
    assertThat(passed).isEqualTo(whole);
    return whole;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }
}
