package crowdstart.loadtest.client;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A request whose bytes are prepared once; sending it again copies them and writes a number over
 * the marked places. The number has a fixed width, so the content length never changes.
 */
public final class RequestTemplate {
  /** Stands in the text where the number goes, as many digits as it has characters. */
  public static final String NUMBER = "##########";

  /** Largest number that fits. */
  public static final long NUMBER_MAX = 9_999_999_999L;

  private final byte[] bytes;
  private final int[] places;

  private RequestTemplate(String text) {
    List<Integer> found = new ArrayList<>();
    for (int at = text.indexOf(NUMBER); at >= 0; at = text.indexOf(NUMBER, at + 1)) {
      // Every character before the place is one byte only if the text is ASCII, which is checked
      // below.
      found.add(at);
    }
    bytes = text.getBytes(StandardCharsets.US_ASCII);
    places = found.stream().mapToInt(Integer::intValue).toArray();
    if (!new String(bytes, StandardCharsets.US_ASCII).equals(text)) {
      throw new IllegalArgumentException("a request template is ASCII");
    }
  }

  /**
   * A POST with a JSON body.
   *
   * @param headers further header lines, each ended by CRLF
   */
  public static RequestTemplate post(String path, String host, String headers, String body) {
    return new RequestTemplate(
        "POST %s HTTP/1.1\r\nHost: %s\r\nContent-Type: application/json\r\nContent-Length: %d\r\n%s\r\n%s"
            .formatted(path, host, body.length(), headers, body));
  }

  /** A GET; {@code headers} as for {@link #post}. */
  public static RequestTemplate get(String path, String host, String headers) {
    return new RequestTemplate(
        "GET %s HTTP/1.1\r\nHost: %s\r\n%s\r\n".formatted(path, host, headers));
  }

  /** Writes the request with this number in it. */
  public void encode(long number, ByteBuffer out) {
    int start = out.position();
    out.put(bytes);
    for (int place : places) {
      long rest = number;
      for (int digit = NUMBER.length() - 1; digit >= 0; digit--) {
        out.put(start + place + digit, (byte) ('0' + rest % 10));
        rest /= 10;
      }
    }
  }

  public int length() {
    return bytes.length;
  }
}
