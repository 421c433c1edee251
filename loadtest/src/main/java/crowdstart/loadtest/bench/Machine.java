package crowdstart.loadtest.bench;

import crowdstart.loadtest.process.ProcessTimes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.TimeUnit;

/** Where and when, and what was measured. */
public record Machine(
    String processor,
    int cores,
    long memoryMib,
    String kernel,
    String jdk,
    String commit,
    String date) {

  public static Machine read() {
    return new Machine(
        value("cpuinfo", "model name"),
        Runtime.getRuntime().availableProcessors(),
        Long.parseLong(value("meminfo", "MemTotal").split(" ", -1)[0]) / 1024,
        System.getProperty("os.name") + " " + System.getProperty("os.version"),
        System.getProperty("java.vendor.version", "") + " " + Runtime.version(),
        currentCommit(),
        Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
  }

  /** The first value of a name in a file of /proc that holds lines of "name: value". */
  private static String value(String file, String name) {
    return ProcessTimes.lines(Path.of("/proc", file)).stream()
        .filter(line -> line.startsWith(name))
        .map(line -> line.substring(line.indexOf(':') + 1).strip())
        .findFirst()
        .orElse("0 unknown");
  }

  private static String currentCommit() {
    return git("rev-parse", "--short=12", "HEAD")
        + (git("status", "--porcelain", "--untracked-files=no").isEmpty() ? "" : ", with changes");
  }

  private static String git(String... words) {
    try {
      String[] command = new String[words.length + 1];
      command[0] = "git";
      System.arraycopy(words, 0, command, 1, words.length);
      Process process =
          new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
      String output =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0 ? output : "unknown";
    } catch (IOException e) {
      return "unknown";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "unknown";
    }
  }
}
