package crowdstart.loadtest.fault;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Runs a program of the system to its end. */
public final class Shell {
  private Shell() {}

  /**
   * Returns what it printed.
   *
   * @throws IllegalStateException when it says that it failed
   */
  public static String run(String... words) {
    return run(List.of(words));
  }

  public static String run(List<String> words) {
    Ended ended = ended(words);
    if (ended.status() != 0) {
      throw new IllegalStateException(
          "`%s` failed with %d: %s"
              .formatted(String.join(" ", words), ended.status(), ended.said()));
    }
    return ended.said();
  }

  /** Whether it can be run here, and says that it worked. */
  public static boolean works(String... words) {
    try {
      return ended(List.of(words)).status() == 0;
    } catch (UncheckedIOException notThere) {
      return false;
    }
  }

  private record Ended(int status, String said) {}

  private static Ended ended(List<String> words) {
    try {
      Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
      process.getOutputStream().close();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return new Ended(process.waitFor(), said.strip());
    } catch (IOException e) {
      throw new UncheckedIOException(words.getFirst() + " could not be run", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while running " + words.getFirst(), e);
    }
  }
}
