package crowdstart.loadtest.client;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Parses HTTP/1.1 responses as their bytes arrive, however they are split. Keeps the status and the
 * few headers that the load test asks about; everything else is skipped without being copied. Not
 * thread-safe.
 */
public final class ResponseParser {
  /** Longest status, header or chunk-size line in bytes; a longer one is a {@link BadResponse}. */
  public static final int LINE_BYTES_MAX = 16 * 1024;

  /** Receives the bytes of a body, after the transfer encoding is taken off. */
  @FunctionalInterface
  public interface BodySink {
    /** The range {@code [from, to)} is valid during the call only. */
    void accept(byte[] bytes, int from, int to);
  }

  private enum State {
    STATUS_LINE,
    HEADERS,
    BODY_BY_LENGTH,
    BODY_UNTIL_CLOSE,
    CHUNK_SIZE,
    CHUNK_DATA,
    CHUNK_END,
    TRAILERS,
    COMPLETE
  }

  private State state = State.STATUS_LINE;
  private @Nullable BodySink sink;
  private int status;
  private boolean close;
  private boolean chunked;
  private boolean replayed;
  private long contentLength;
  private long remaining;

  // The current line: a range of the bytes at hand, or of `kept` when it arrived in several reads.
  private byte[] kept = new byte[0];
  private int keptLength;
  private byte[] line = kept;
  private int lineFrom;
  private int lineTo;

  /**
   * Forgets the previous response; the body of the next one goes to {@code bodySink}, if there is
   * one.
   */
  public void expectResponse(@Nullable BodySink bodySink) {
    state = State.STATUS_LINE;
    sink = bodySink;
    status = 0;
    keptLength = 0;
    resetHead();
  }

  /**
   * Consumes bytes up to the end of the response.
   *
   * @return the position after the last byte consumed; less than {@code to} only when the response
   *     is complete
   * @throws BadResponse when the bytes are not HTTP/1.1
   */
  public int parse(byte[] bytes, int from, int to) {
    int position = from;
    while (position < to && state != State.COMPLETE) {
      position =
          switch (state) {
            case STATUS_LINE, HEADERS, CHUNK_SIZE, CHUNK_END, TRAILERS ->
                parseLine(bytes, position, to);
            case BODY_BY_LENGTH, CHUNK_DATA -> parseBody(bytes, position, to);
            case BODY_UNTIL_CLOSE -> passOn(bytes, position, to);
            case COMPLETE -> position;
          };
    }
    return position;
  }

  /**
   * Tells the parser that the peer closed the connection.
   *
   * @return whether that was a lawful end of the response
   */
  public boolean closed() {
    if (state == State.BODY_UNTIL_CLOSE) {
      state = State.COMPLETE;
    }
    return state == State.COMPLETE;
  }

  public boolean complete() {
    return state == State.COMPLETE;
  }

  public boolean headComplete() {
    return state != State.STATUS_LINE && state != State.HEADERS;
  }

  public int status() {
    return status;
  }

  /** Whether the connection may carry another request. */
  public boolean keepAlive() {
    return !close;
  }

  /** Whether the answer was marked as the repeat of an earlier one. */
  public boolean replayed() {
    return replayed;
  }

  private int parseLine(byte[] bytes, int from, int to) {
    int position = from;
    while (position < to && bytes[position] != '\n') {
      position++;
    }
    if (position == to) {
      keep(bytes, from, to);
      return to;
    }
    if (keptLength > 0) {
      keep(bytes, from, position);
      setLine(kept, 0, keptLength);
      keptLength = 0;
    } else {
      setLine(bytes, from, position);
    }
    lineComplete();
    return position + 1;
  }

  private void keep(byte[] bytes, int from, int to) {
    int length = to - from;
    if (keptLength + length > LINE_BYTES_MAX) {
      throw new BadResponse("a line longer than " + LINE_BYTES_MAX + " bytes");
    }
    if (kept.length < keptLength + length) {
      kept = Arrays.copyOf(kept, Math.max(keptLength + length, 64));
    }
    System.arraycopy(bytes, from, kept, keptLength, length);
    keptLength += length;
  }

  private void setLine(byte[] bytes, int from, int to) {
    line = bytes;
    lineFrom = from;
    lineTo = to > from && bytes[to - 1] == '\r' ? to - 1 : to;
  }

  private void lineComplete() {
    switch (state) {
      case STATUS_LINE -> statusLine();
      case HEADERS -> header();
      case CHUNK_SIZE -> chunkSize();
      case CHUNK_END -> state = State.CHUNK_SIZE;
      case TRAILERS -> state = lineTo == lineFrom ? State.COMPLETE : State.TRAILERS;
      case BODY_BY_LENGTH, BODY_UNTIL_CLOSE, CHUNK_DATA, COMPLETE ->
          throw new IllegalStateException("no line is expected in " + state);
    }
  }

  private void statusLine() {
    int length = lineTo - lineFrom;
    if (length < 12 || !startsWith("http/1.") || line[lineFrom + 8] != ' ') {
      throw new BadResponse("not a status line: " + text());
    }
    status = 0;
    for (int i = lineFrom + 9; i < lineFrom + 12; i++) {
      status = status * 10 + digit(line[i]);
    }
    resetHead();
    close = line[lineFrom + 7] == '0';
    state = State.HEADERS;
  }

  private void resetHead() {
    close = false;
    chunked = false;
    replayed = false;
    contentLength = -1;
  }

  private void header() {
    if (lineTo == lineFrom) {
      headEnd();
      return;
    }
    // The first letter decides for most lines, so that a header nobody asks about costs next to
    // nothing.
    switch (line[lineFrom] | 0x20) {
      case 'c' -> {
        if (startsWith("content-length:")) {
          contentLength = decimal(lineFrom + 15);
        } else if (startsWith("connection:")) {
          close |= valueContains(lineFrom + 11, "close");
        }
      }
      case 't' ->
          chunked |= startsWith("transfer-encoding:") && valueContains(lineFrom + 18, "chunked");
      case 'i' ->
          replayed |= startsWith("idempotency-replayed:") && valueContains(lineFrom + 21, "true");
      default -> {}
    }
  }

  private void headEnd() {
    if (status < 200) {
      state = State.STATUS_LINE;
    } else if (status == 204 || status == 304) {
      state = State.COMPLETE;
    } else if (chunked) {
      state = State.CHUNK_SIZE;
    } else if (contentLength >= 0) {
      remaining = contentLength;
      state = remaining == 0 ? State.COMPLETE : State.BODY_BY_LENGTH;
    } else {
      close = true;
      state = State.BODY_UNTIL_CLOSE;
    }
  }

  private void chunkSize() {
    long size = 0;
    int position = lineFrom;
    while (position < lineTo && line[position] != ';' && line[position] != ' ') {
      int digit = Character.digit(line[position], 16);
      if (digit < 0 || size > Integer.MAX_VALUE) {
        throw new BadResponse("not a chunk size: " + text());
      }
      size = size * 16 + digit;
      position++;
    }
    if (position == lineFrom) {
      throw new BadResponse("not a chunk size: " + text());
    }
    remaining = size;
    state = size == 0 ? State.TRAILERS : State.CHUNK_DATA;
  }

  private int parseBody(byte[] bytes, int from, int to) {
    int end = (int) Math.min(to, from + remaining);
    passOn(bytes, from, end);
    remaining -= end - from;
    if (remaining == 0) {
      state = state == State.CHUNK_DATA ? State.CHUNK_END : State.COMPLETE;
    }
    return end;
  }

  private int passOn(byte[] bytes, int from, int to) {
    if (sink != null) {
      sink.accept(bytes, from, to);
    }
    return to;
  }

  /** Compares without regard to case; {@code lowerCase} is ASCII. */
  private boolean startsWith(String lowerCase) {
    return lineTo - lineFrom >= lowerCase.length() && matches(lineFrom, lowerCase);
  }

  private boolean valueContains(int from, String lowerCase) {
    for (int start = from; start + lowerCase.length() <= lineTo; start++) {
      if (matches(start, lowerCase)) {
        return true;
      }
    }
    return false;
  }

  private boolean matches(int from, String lowerCase) {
    for (int i = 0; i < lowerCase.length(); i++) {
      int actual = line[from + i];
      int folded = actual >= 'A' && actual <= 'Z' ? actual | 0x20 : actual;
      if (folded != lowerCase.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private long decimal(int from) {
    long value = 0;
    int position = from;
    while (position < lineTo && line[position] == ' ') {
      position++;
    }
    for (; position < lineTo && line[position] != ' '; position++) {
      value = Math.addExact(Math.multiplyExact(value, 10L), digit(line[position]));
    }
    return value;
  }

  private int digit(byte character) {
    if (character < '0' || character > '9') {
      throw new BadResponse("a digit was expected: " + text());
    }
    return character - '0';
  }

  private String text() {
    return new String(line, lineFrom, Math.min(lineTo - lineFrom, 80), StandardCharsets.ISO_8859_1);
  }
}
