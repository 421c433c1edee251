package crowdstart.loadtest.client;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A line of a response's head, put together from as many reads as it took. Copied only when it took
 * several.
 */
final class Line {
  private byte[] kept = new byte[0];
  private int keptLength;
  private byte[] bytes = kept;
  private int from;
  private int to;

  /** Forgets an unfinished line. */
  void clear() {
    keptLength = 0;
  }

  /**
   * Reads up to the end of the line.
   *
   * @return the position after it, or -1 when the line goes on beyond these bytes
   */
  int read(byte[] source, int start, int end) {
    int position = start;
    while (position < end && source[position] != '\n') {
      position++;
    }
    if (position == end) {
      keep(source, start, end);
      return -1;
    }
    if (keptLength > 0) {
      keep(source, start, position);
      set(kept, 0, keptLength);
      keptLength = 0;
    } else {
      set(source, start, position);
    }
    return position + 1;
  }

  int length() {
    return to - from;
  }

  byte at(int index) {
    return bytes[from + index];
  }

  /** Compares without regard to case; {@code lowerCase} is ASCII. */
  boolean startsWith(String lowerCase) {
    return length() >= lowerCase.length() && matches(0, lowerCase);
  }

  /** Looks for a word at or after an index; compares as {@link #startsWith} does. */
  boolean contains(int index, String lowerCase) {
    for (int start = index; start + lowerCase.length() <= length(); start++) {
      if (matches(start, lowerCase)) {
        return true;
      }
    }
    return false;
  }

  int digit(int index) {
    byte character = at(index);
    if (character < '0' || character > '9') {
      throw new BadResponse("a digit was expected: " + text());
    }
    return character - '0';
  }

  /** The decimal number that follows an index, spaces around it skipped. */
  long decimal(int index) {
    int position = index;
    while (position < length() && at(position) == ' ') {
      position++;
    }
    long value = 0;
    for (; position < length() && at(position) != ' '; position++) {
      value = Math.addExact(Math.multiplyExact(value, 10L), digit(position));
    }
    return value;
  }

  /** The beginning of the line, for a message. */
  String text() {
    return new String(bytes, from, Math.min(length(), 80), StandardCharsets.ISO_8859_1);
  }

  private void keep(byte[] source, int start, int end) {
    int length = end - start;
    if (keptLength + length > ResponseParser.LINE_BYTES_MAX) {
      throw new BadResponse("a line longer than " + ResponseParser.LINE_BYTES_MAX + " bytes");
    }
    if (kept.length < keptLength + length) {
      kept = Arrays.copyOf(kept, Math.max(keptLength + length, 64));
    }
    System.arraycopy(source, start, kept, keptLength, length);
    keptLength += length;
  }

  private void set(byte[] source, int start, int end) {
    bytes = source;
    from = start;
    to = end > start && source[end - 1] == '\r' ? end - 1 : end;
  }

  private boolean matches(int index, String lowerCase) {
    for (int i = 0; i < lowerCase.length(); i++) {
      int actual = at(index + i);
      int folded = actual >= 'A' && actual <= 'Z' ? actual | 0x20 : actual;
      if (folded != lowerCase.charAt(i)) {
        return false;
      }
    }
    return true;
  }
}
