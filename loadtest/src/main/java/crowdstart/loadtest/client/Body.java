package crowdstart.loadtest.client;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Keeps the body of a response if somebody wants it, and of every refusal. */
public final class Body implements ResponseParser.BodySink {
  /** Longest body kept, in bytes; a longer one is a {@link BadResponse}. */
  public static final int BODY_BYTES_MAX = 1024 * 1024;

  private static final String TYPE = "\"type\"";

  private final ResponseParser parser;
  private byte[] kept = new byte[0];
  private int length;
  private boolean wanted;

  Body(ResponseParser parser) {
    this.parser = parser;
  }

  /** Forgets the previous body; whether somebody will look at the next one. */
  public void begin(boolean isWanted) {
    wanted = isWanted;
    length = 0;
  }

  @Override
  public void accept(byte[] bytes, int from, int to) {
    if (!wanted && parser.status() < 400) {
      return;
    }
    int more = to - from;
    if (length + more > BODY_BYTES_MAX) {
      throw new BadResponse("a body longer than " + BODY_BYTES_MAX + " bytes");
    }
    if (kept.length < length + more) {
      kept = Arrays.copyOf(kept, Math.max(length + more, 512));
    }
    System.arraycopy(bytes, from, kept, length, more);
    length += more;
  }

  public String text() {
    return new String(kept, 0, length, StandardCharsets.UTF_8);
  }

  /** The {@code type} of a problem document, or the status where there is none. */
  public String problemType() {
    String text = text();
    int name = text.indexOf(TYPE);
    int open = name < 0 ? -1 : text.indexOf('"', name + TYPE.length());
    int close = open < 0 ? -1 : text.indexOf('"', open + 1);
    return close < 0 ? "status-" + parser.status() : text.substring(open + 1, close);
  }
}
