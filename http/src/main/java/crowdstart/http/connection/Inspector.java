package crowdstart.http.connection;

import java.nio.charset.StandardCharsets;

/**
 * Reads along with what one peer sends, and says where it stops being HTTP that everybody reads
 * alike. Pekko's parser passes over a {@code Transfer-Encoding} that is nearly {@code chunked},
 * lets a byte above 0xDF swallow the end of its line, and takes folded lines and spaces within
 * chunk sizes: whoever stands before it may see one request where it sees two.
 *
 * <p>It counts bodies off, so it knows where each head begins; that is safe because no head passes
 * that could be counted in two ways. One pass, nothing is allocated, and what it knows between two
 * pieces of a request is in its fields.
 */
final class Inspector {
  private static final byte[] LENGTH = ascii("content-length");
  private static final byte[] ENCODING = ascii("transfer-encoding");
  private static final byte[] CHUNKED = ascii("chunked");
  private static final long HTTP_1_0 = packed("HTTP/1.0");
  private static final long HTTP_1_1 = packed("HTTP/1.1");

  /** What a {@code long} holds, and far more than anybody may send. */
  private static final int LENGTH_DIGITS_MAX = 18;

  /** Some pad their sizes with zeros. */
  private static final int SIZE_DIGITS_MAX = 15;

  /** Where the next byte belongs. */
  private enum Place {
    BEGIN,
    /** Behind a first byte that begins no request. HTTP has it, so that it can say so. */
    SPOILT,
    METHOD,
    PATH,
    QUERY,
    VERSION,
    LINE,
    NAME,
    LENGTH_VALUE,
    ENCODING_VALUE,
    VALUE_END,
    /** In a line whose content is nobody's business here. */
    TEXT,
    LINE_END,
    BODY,
    CHUNK_END,
    SIZE,
    SIZE_TEXT
  }

  /** What kind of line is ending. */
  private enum Line {
    REQUEST_OR_HEADER,
    END_OF_HEAD,
    SIZE,
    END_OF_CHUNK,
    END_OF_TRAILER
  }

  private Place place = Place.BEGIN;
  private Line line = Line.REQUEST_OR_HEADER;

  private final TargetPath path = new TargetPath();
  private long version;

  /** Which of the two headers the line can still be. */
  private boolean isEncoding;

  /** How much of its name or of its value was read, or of a chunk's size. */
  private int count;

  private boolean hasLength;
  private boolean isChunked;
  private boolean isTrailer;

  /** How much of a body or of a chunk is still to come. */
  private long left;

  /**
   * How many of the next bytes may go on to HTTP: all of them, or those before the first bad one.
   */
  int passing(byte[] bytes) {
    int at = 0;
    while (at < bytes.length) {
      if (place == Place.BODY) {
        int part = (int) Math.min(left, bytes.length - at);
        at += part;
        left -= part;
        if (left == 0) {
          place = isChunked ? Place.CHUNK_END : Place.BEGIN;
        }
      } else if (place == Place.TEXT) {
        at = behindText(bytes, at);
        if (at < bytes.length && !inText(bytes[at])) {
          return at;
        }
        at = Math.min(at + 1, bytes.length);
      } else if (reads(bytes[at])) {
        at++;
      } else {
        return at;
      }
    }
    return at;
  }

  /** Most of a head is this loop. */
  private static int behindText(byte[] bytes, int from) {
    int at = from;
    while (at < bytes.length && bytes[at] >= ' ') {
      at++;
    }
    return at;
  }

  /** False where the byte may not stand. */
  private boolean reads(byte b) {
    return switch (place) {
      case BEGIN -> begins(b);
      case SPOILT -> false;
      case METHOD -> b == ' ' ? goTo(Place.PATH) : b > ' ';
      case PATH -> inPath(b);
      case QUERY -> b == ' ' ? goTo(Place.VERSION) : b > ' ';
      case VERSION -> inVersion(b);
      case LINE -> beginsLine(b);
      case NAME -> inName(b);
      case LENGTH_VALUE -> inLength(b);
      case ENCODING_VALUE -> inEncoding(b);
      case VALUE_END -> isBlank(b) || ends(Line.REQUEST_OR_HEADER, b);
      case TEXT -> inText(b);
      case LINE_END -> b == '\n' && lineEnded();
      case BODY -> throw new IllegalStateException("a body is counted, and not read");
      case CHUNK_END -> ends(Line.END_OF_CHUNK, b);
      case SIZE -> inSize(b);
      case SIZE_TEXT -> b >= ' ' || b == '\t' || ends(Line.SIZE, b);
    };
  }

  private boolean goTo(Place where) {
    place = where;
    return true;
  }

  private boolean ends(Line which, byte b) {
    line = which;
    return b == '\r' && goTo(Place.LINE_END);
  }

  private boolean lineEnded() {
    return switch (line) {
      case REQUEST_OR_HEADER -> goTo(Place.LINE);
      case END_OF_HEAD -> isChunked ? beginsChunk() : goTo(left > 0 ? Place.BODY : Place.BEGIN);
      case END_OF_CHUNK -> beginsChunk();
      case SIZE -> {
        isTrailer = left == 0;
        yield goTo(isTrailer ? Place.LINE : Place.BODY);
      }
      case END_OF_TRAILER -> goTo(Place.BEGIN);
    };
  }

  private boolean begins(byte b) {
    path.begin();
    version = 0;
    hasLength = false;
    isChunked = false;
    isTrailer = false;
    left = 0;
    return goTo(b > ' ' ? Place.METHOD : Place.SPOILT);
  }

  private boolean inPath(byte b) {
    return switch (b) {
      case ' ' -> path.ends() && goTo(Place.VERSION);
      case '?' -> path.ends() && goTo(Place.QUERY);
      default -> path.reads(b);
    };
  }

  private boolean inVersion(byte b) {
    if (b == '\r') {
      return (version == HTTP_1_1 || version == HTTP_1_0) && ends(Line.REQUEST_OR_HEADER, b);
    }
    version = (version << Byte.SIZE) | b;
    return b > ' ';
  }

  private boolean beginsLine(byte b) {
    if (b == '\r') {
      return ends(isTrailer ? Line.END_OF_TRAILER : Line.END_OF_HEAD, b);
    }
    isEncoding = lowered(b) == ENCODING[0];
    count = 0;
    // A blank would fold this line into the one before.
    return !isBlank(b) && inName(b);
  }

  private boolean inName(byte b) {
    byte[] name = isEncoding ? ENCODING : LENGTH;
    if (count == name.length && (b == ':' || isBlank(b))) {
      return b == ':' && beginsValue();
    }
    if (!isTrailer && count < name.length && lowered(b) == name[count]) {
      count++;
      return goTo(Place.NAME);
    }
    place = Place.TEXT;
    return inText(b);
  }

  private boolean inText(byte b) {
    return b >= ' ' || b == '\t' || ends(Line.REQUEST_OR_HEADER, b);
  }

  /** Each of the two may stand once, and only one of them; nothing is chunked in HTTP/1.0. */
  private boolean beginsValue() {
    if (hasLength || isChunked || (isEncoding && version == HTTP_1_0)) {
      return false;
    }
    hasLength = !isEncoding;
    isChunked = isEncoding;
    count = 0;
    return goTo(isEncoding ? Place.ENCODING_VALUE : Place.LENGTH_VALUE);
  }

  private boolean inLength(byte b) {
    if (b >= '0' && b <= '9') {
      left = (left * 10) + (b - '0');
      return ++count <= LENGTH_DIGITS_MAX;
    }
    return inBlanks(b, count > 0);
  }

  private boolean inEncoding(byte b) {
    if (count < CHUNKED.length && lowered(b) == CHUNKED[count]) {
      count++;
      return true;
    }
    return inBlanks(b, count == CHUNKED.length);
  }

  /** Blanks may stand before a value and behind it. */
  private boolean inBlanks(byte b, boolean isWhole) {
    if (isBlank(b)) {
      return isWhole ? goTo(Place.VALUE_END) : count == 0;
    }
    return isWhole && ends(Line.REQUEST_OR_HEADER, b);
  }

  private boolean beginsChunk() {
    left = 0;
    count = 0;
    return goTo(Place.SIZE);
  }

  private boolean inSize(byte b) {
    int digit = Character.digit(b, 16);
    if (digit >= 0) {
      left = (left * 16) + digit;
      return ++count <= SIZE_DIGITS_MAX;
    }
    return count > 0 && (b == ';' ? goTo(Place.SIZE_TEXT) : ends(Line.SIZE, b));
  }

  private static boolean isBlank(byte b) {
    return b == ' ' || b == '\t';
  }

  private static int lowered(byte b) {
    return b >= 'A' && b <= 'Z' ? b - 'A' + 'a' : b;
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static long packed(String text) {
    long packed = 0;
    for (byte b : ascii(text)) {
      packed = (packed << Byte.SIZE) | b;
    }
    return packed;
  }
}
