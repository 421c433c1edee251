package crowdstart;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Standard output without what a library prints there for its own developers. */
final class Output extends PrintStream {
  /** By each projection that is stopped, in version 1.0.0 of the projections for JDBC. */
  private static final String STOPPED_PROJECTION = "# stop org.apache.pekko.projection.";

  private Output(PrintStream out) {
    super(out, true, StandardCharsets.UTF_8);
  }

  /** Has to come before the library is loaded, which keeps the stream that it finds. */
  static void quieten() {
    System.setOut(new Output(System.out));
  }

  @Override
  public void println(@Nullable Object line) {
    if (!String.valueOf(line).startsWith(STOPPED_PROJECTION)) {
      super.println(line);
    }
  }
}
