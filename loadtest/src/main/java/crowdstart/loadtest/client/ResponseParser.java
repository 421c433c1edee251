package crowdstart.loadtest.client;

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

  private final Line line = new Line();

  /**
   * Forgets the previous response; the body of the next one goes to {@code bodySink}, if there is
   * one.
   */
  public void expectResponse(@Nullable BodySink bodySink) {
    state = State.STATUS_LINE;
    sink = bodySink;
    status = 0;
    line.clear();
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
    int position = line.read(bytes, from, to);
    if (position < 0) {
      return to;
    }
    lineComplete();
    return position;
  }

  private void lineComplete() {
    switch (state) {
      case STATUS_LINE -> statusLine();
      case HEADERS -> header();
      case CHUNK_SIZE -> chunkSize();
      case CHUNK_END -> state = State.CHUNK_SIZE;
      case TRAILERS -> state = line.length() == 0 ? State.COMPLETE : State.TRAILERS;
      case BODY_BY_LENGTH, BODY_UNTIL_CLOSE, CHUNK_DATA, COMPLETE ->
          throw new IllegalStateException("no line is expected in " + state);
    }
  }

  private void statusLine() {
    if (line.length() < 12 || !line.startsWith("http/1.") || line.at(8) != ' ') {
      throw new BadResponse("not a status line: " + line.text());
    }
    status = line.digit(9) * 100 + line.digit(10) * 10 + line.digit(11);
    resetHead();
    close = line.at(7) == '0';
    state = State.HEADERS;
  }

  private void resetHead() {
    close = false;
    chunked = false;
    replayed = false;
    contentLength = -1;
  }

  private void header() {
    if (line.length() == 0) {
      headEnd();
      return;
    }
    // The first letter decides for most lines, so that a header nobody asks about costs next to
    // nothing.
    switch (line.at(0) | 0x20) {
      case 'c' -> {
        if (line.startsWith("content-length:")) {
          contentLength = line.decimal(15);
        } else if (line.startsWith("connection:")) {
          close |= line.contains(11, "close");
        }
      }
      case 't' -> chunked |= line.startsWith("transfer-encoding:") && line.contains(18, "chunked");
      case 'i' -> replayed |= line.startsWith("idempotency-replayed:") && line.contains(21, "true");
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
    int index = 0;
    while (index < line.length() && line.at(index) != ';' && line.at(index) != ' ') {
      int digit = Character.digit(line.at(index), 16);
      if (digit < 0 || size > Integer.MAX_VALUE) {
        throw new BadResponse("not a chunk size: " + line.text());
      }
      size = size * 16 + digit;
      index++;
    }
    if (index == 0) {
      throw new BadResponse("not a chunk size: " + line.text());
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
}
