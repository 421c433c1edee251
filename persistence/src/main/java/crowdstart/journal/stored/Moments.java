package crowdstart.journal.stored;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;

/**
 * Times as they are stored: RFC 3339 in UTC, as {@link Instant#toString} has them. By hand for the
 * years and fractions that occur, because the platform's formatter took 3 % of a node's time in a
 * launch; by the platform for all others.
 */
final class Moments {
  /** Of {@code 2026-11-28T08:30:00}, without what follows. */
  private static final int SECONDS_LENGTH = 19;

  /** Of {@code 2026-11-28T08:30:00.000Z}, whole. */
  private static final int MILLIS_LENGTH = 24;

  private static final int SECONDS_A_DAY = 86_400;
  private static final int NANOS_A_MILLI = 1_000_000;

  private Moments() {}

  static SimpleModule module() {
    return new SimpleModule()
        .addSerializer(new Writer())
        .addDeserializer(Instant.class, new Reader());
  }

  static String write(Instant instant) {
    long day = Math.floorDiv(instant.getEpochSecond(), SECONDS_A_DAY);
    LocalDate date = LocalDate.ofEpochDay(day);
    int nanos = instant.getNano();
    if (date.getYear() < 1_000 || date.getYear() > 9_999 || nanos % NANOS_A_MILLI != 0) {
      return instant.toString();
    }
    int second = (int) (instant.getEpochSecond() - day * SECONDS_A_DAY);
    char[] text = new char[MILLIS_LENGTH];
    digits(text, 0, 4, date.getYear());
    text[4] = '-';
    digits(text, 5, 2, date.getMonthValue());
    text[7] = '-';
    digits(text, 8, 2, date.getDayOfMonth());
    text[10] = 'T';
    digits(text, 11, 2, second / 3_600);
    text[13] = ':';
    digits(text, 14, 2, second / 60 % 60);
    text[16] = ':';
    digits(text, 17, 2, second % 60);
    if (nanos == 0) {
      text[SECONDS_LENGTH] = 'Z';
      return new String(text, 0, SECONDS_LENGTH + 1);
    }
    text[SECONDS_LENGTH] = '.';
    digits(text, SECONDS_LENGTH + 1, 3, nanos / NANOS_A_MILLI);
    text[MILLIS_LENGTH - 1] = 'Z';
    return new String(text);
  }

  private static void digits(char[] text, int from, int count, int number) {
    int left = number;
    for (int i = from + count - 1; i >= from; i--) {
      text[i] = (char) ('0' + left % 10);
      left /= 10;
    }
  }

  /**
   * Reads what {@link #write} wrote, and whatever else {@link Instant#parse} takes.
   *
   * @throws DateTimeException when it is no time
   */
  static Instant read(String text) {
    if (!isAtHand(text)) {
      return Instant.parse(text);
    }
    LocalDate date = LocalDate.of(number(text, 0, 4), number(text, 5, 7), number(text, 8, 10));
    int hour = number(text, 11, 13);
    int minute = number(text, 14, 16);
    int second = number(text, 17, 19);
    if (hour > 23 || minute > 59 || second > 59) {
      return Instant.parse(text);
    }
    int millis = text.length() == MILLIS_LENGTH ? number(text, 20, 23) : 0;
    return Instant.ofEpochSecond(
            date.toEpochDay() * SECONDS_A_DAY + hour * 3_600L + minute * 60L + second)
        .plus(millis, ChronoUnit.MILLIS);
  }

  /** Whether every character is where {@link #write} puts it. */
  private static boolean isAtHand(String text) {
    int length = text.length();
    if (length != MILLIS_LENGTH && length != SECONDS_LENGTH + 1) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      char c = text.charAt(i);
      boolean fits =
          switch (i) {
            case 4, 7 -> c == '-';
            case 10 -> c == 'T';
            case 13, 16 -> c == ':';
            case SECONDS_LENGTH -> c == (length == MILLIS_LENGTH ? '.' : 'Z');
            case MILLIS_LENGTH - 1 -> c == 'Z';
            default -> c >= '0' && c <= '9';
          };
      if (!fits) {
        return false;
      }
    }
    return true;
  }

  private static int number(String text, int from, int to) {
    int number = 0;
    for (int i = from; i < to; i++) {
      number = number * 10 + text.charAt(i) - '0';
    }
    return number;
  }

  private static final class Writer extends StdSerializer<Instant> {
    Writer() {
      super(Instant.class);
    }

    @Override
    public void serialize(Instant value, JsonGenerator json, SerializerProvider provider)
        throws IOException {
      json.writeString(write(value));
    }
  }

  private static final class Reader extends StdDeserializer<Instant> {
    Reader() {
      super(Instant.class);
    }

    @Override
    public Instant deserialize(JsonParser json, DeserializationContext context) throws IOException {
      try {
        return read(json.getText());
      } catch (DateTimeException e) {
        return (Instant) context.handleWeirdStringValue(Instant.class, json.getText(), "no time");
      }
    }
  }
}
