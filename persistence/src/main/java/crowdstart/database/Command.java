package crowdstart.database;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Runs a program to its end. */
final class Command {

  /** What a program said, both streams together. */
  record Result(int status, String output) {}

  private static final Path SELF = Path.of("/proc/self");
  private static final int ROOT = 0;

  private Command() {}

  static Result run(List<String> command) throws IOException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      return new Result(process.waitFor(), output.strip());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      process.destroy();
      throw new IOException("interrupted while running " + command.getFirst(), e);
    }
  }

  /**
   * The words before a command that make it run though we are root, which PostgreSQL refuses. In a
   * user namespace of its own the program sees itself as nobody, and the files stay ours.
   */
  static List<String> withoutRoot() throws IOException {
    if (!Files.isDirectory(SELF) || !Files.getAttribute(SELF, "unix:uid").equals(ROOT)) {
      return List.of();
    }
    var prefix = List.of("unshare", "--user");
    try {
      if (run(List.of("unshare", "--user", "id", "-u")).status() == 0) {
        return prefix;
      }
    } catch (IOException e) {
      throw new DatabaseException(refusal(), e);
    }
    throw new DatabaseException(refusal());
  }

  private static String refusal() {
    return "PostgreSQL does not run as root, and `unshare --user` does not work here:"
        + " run as another user, or set DATABASE_URL";
  }
}
