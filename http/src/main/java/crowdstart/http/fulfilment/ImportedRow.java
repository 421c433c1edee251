package crowdstart.http.fulfilment;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What became of a line of an import.
 *
 * @param line its number in the file, from 1; the head is the first
 * @param detail why not, when it was not done
 */
record ImportedRow(int line, Result result, @Nullable String detail) {
  enum Result {
    DONE,
    REFUSED,
    /** Nobody can say; the line may be sent again. */
    UNKNOWN;

    String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  static ImportedRow done(int line) {
    return new ImportedRow(line, Result.DONE, null);
  }

  static ImportedRow refused(int line, String why) {
    return new ImportedRow(line, Result.REFUSED, why);
  }

  static ImportedRow unknown(int line) {
    return new ImportedRow(line, Result.UNKNOWN, "no answer in time; send it again");
  }
}
