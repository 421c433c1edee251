package crowdstart.http.wire;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Comma-separated values (RFC 4180), out and in. */
public final class Csv {
  /** Also in the width of Chinese and Japanese letters, which some spreadsheets take for them. */
  private static final String FORMULA_STARTS = "=+\\-@\t\r\uff1d\uff0b\uff0d\uff20";

  /** Where a cell begins, also for spreadsheets that divide a line at semicolons. */
  private static final Pattern FORMULA = Pattern.compile("(^|;)(?=[" + FORMULA_STARTS + "])");

  private static final Pattern MARKED = Pattern.compile("(^|;)'(?=[" + FORMULA_STARTS + "])");

  private Csv() {}

  /** A spreadsheet would run what begins like a formula; an apostrophe makes it text. */
  public static StringBuilder cell(StringBuilder text, @Nullable String value) {
    if (value == null) {
      return text;
    }
    String safe = FORMULA.matcher(value).replaceAll("$1'");
    if (safe.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r')) {
      return text.append(safe);
    }
    return text.append('"').append(safe.replace("\"", "\"\"")).append('"');
  }

  /**
   * The cells of a line; null when its quotes do not close. A cell has no line breaks here, so a
   * quote that is missing spoils its own line and no other.
   */
  public static @Nullable List<String> cells(String line) {
    return cells(line, ',');
  }

  /** As above, for the separator that spreadsheets use where the comma stands in numbers. */
  public static @Nullable List<String> cells(String line, char separator) {
    List<String> cells = new ArrayList<>();
    int at = 0;
    while (true) {
      if (at < line.length() && line.charAt(at) == '"') {
        StringBuilder cell = new StringBuilder();
        at = quoted(line, at + 1, cell);
        if (at < 0 || (at < line.length() && line.charAt(at) != separator)) {
          return null;
        }
        cells.add(cell.toString());
      } else {
        int next = line.indexOf(separator, at);
        int end = next < 0 ? line.length() : next;
        if (line.substring(at, end).indexOf('"') >= 0) {
          return null;
        }
        cells.add(line.substring(at, end));
        at = end;
      }
      if (at == line.length()) {
        return cells;
      }
      at++;
    }
  }

  /** What {@link #cell} was given, from what it made of it. */
  public static String plain(String cell) {
    return MARKED.matcher(cell).replaceAll("$1");
  }

  /** Reads to behind the closing quote; negative when there is none. */
  private static int quoted(String line, int from, StringBuilder cell) {
    int at = from;
    while (at < line.length()) {
      char c = line.charAt(at++);
      if (c != '"') {
        cell.append(c);
      } else if (at < line.length() && line.charAt(at) == '"') {
        cell.append('"');
        at++;
      } else {
        return at;
      }
    }
    return -1;
  }
}
