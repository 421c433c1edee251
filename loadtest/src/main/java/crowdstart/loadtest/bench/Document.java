package crowdstart.loadtest.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A page with a generated part between two markers; what people wrote around it stays. */
final class Document {
  static final String BEGIN = "<!-- bench: generated from here -->";
  static final String END = "<!-- bench: generated to here -->";

  private static final String FRESH = "# Benchmarks\n\n" + BEGIN + "\n" + END + "\n";

  private Document() {}

  static void replaceGenerated(Path file, String generated) throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    String before = Files.exists(file) ? Files.readString(file) : FRESH;
    Files.writeString(file, replaceGenerated(before, generated));
  }

  /** Adds the markers at the end where there are none. */
  static String replaceGenerated(String before, String generated) {
    int begin = before.indexOf(BEGIN);
    int end = before.indexOf(END);
    if (begin < 0 || end < begin) {
      return replaceGenerated(
          before.stripTrailing() + "\n\n" + BEGIN + "\n" + END + "\n", generated);
    }
    return before.substring(0, begin + BEGIN.length())
        + "\n\n"
        + generated.strip()
        + "\n\n"
        + before.substring(end);
  }
}
