package crowdstart.view;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;

/** A place in a list that runs from new to old. Its text means nothing to clients. */
public record ListCursor(Instant at, String id) {

  /** The longest text that {@link #parse} looks at. */
  private static final int LENGTH_MAX = 200;

  /** Before the newest. */
  public static final ListCursor START = new ListCursor(Instant.parse("9999-01-01T00:00:00Z"), "");

  /** Reads a cursor from outside; empty when it is not one. */
  public static Optional<ListCursor> parse(String text) {
    if (text.length() > LENGTH_MAX) {
      return Optional.empty();
    }
    try {
      var plain = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.US_ASCII);
      int space = plain.indexOf(' ');
      if (space < 0 || plain.indexOf('\0') >= 0) {
        return Optional.empty();
      }
      Instant at = Instant.parse(plain.substring(0, space));
      return at.isAfter(Instant.EPOCH) && at.isBefore(START.at())
          ? Optional.of(new ListCursor(at, plain.substring(space + 1)))
          : Optional.empty();
    } catch (IllegalArgumentException | DateTimeException e) {
      return Optional.empty();
    }
  }

  /** What {@link #parse} reads. */
  public String text() {
    byte[] plain = (at + " " + id).getBytes(StandardCharsets.US_ASCII);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(plain);
  }
}
