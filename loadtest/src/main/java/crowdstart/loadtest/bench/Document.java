package crowdstart.loadtest.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A page with generated parts between markers; what people wrote around them stays. */
final class Document {
  /** The part that compares ours with the baseline. */
  static final String BENCH = "bench";

  /** The part about payment confirmations. */
  static final String PAYMENTS = "bench payments";

  private static final String FRESH = "# Benchmarks\n";

  private Document() {}

  static String begin(String part) {
    return "<!-- " + part + ": generated from here -->";
  }

  static String end(String part) {
    return "<!-- " + part + ": generated to here -->";
  }

  static void replaceGenerated(Path file, String part, String generated) throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    String before = Files.exists(file) ? Files.readString(file) : FRESH;
    Files.writeString(file, replaceGenerated(before, part, generated));
  }

  /** Adds the markers at the end where there are none. */
  static String replaceGenerated(String before, String part, String generated) {
    String beginMark = begin(part);
    String endMark = end(part);
    int begin = before.indexOf(beginMark);
    int end = before.indexOf(endMark);
    if (begin < 0 || end < begin) {
      return replaceGenerated(
          before.stripTrailing() + "\n\n" + beginMark + "\n" + endMark + "\n", part, generated);
    }
    return before.substring(0, begin + beginMark.length())
        + "\n\n"
        + generated.strip()
        + "\n\n"
        + before.substring(end);
  }
}
