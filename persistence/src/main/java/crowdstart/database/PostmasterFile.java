package crowdstart.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What a PostgreSQL server writes about itself into {@code postmaster.pid}.
 *
 * @param pid its process
 * @param port the TCP port it listens on
 * @param status {@code ready}, {@code starting} or {@code stopping}; empty when not yet written
 */
record PostmasterFile(long pid, int port, String status) {

  private static final int PID_LINE = 0;
  private static final int PORT_LINE = 3;
  private static final int STATUS_LINE = 7;

  /** The server that runs on this data directory; empty when none does, whatever file is left. */
  static Optional<PostmasterFile> ofRunning(Path data) throws IOException {
    return read(data).filter(PostmasterFile::isRunning);
  }

  private static Optional<PostmasterFile> read(Path data) throws IOException {
    List<String> lines;
    try {
      lines = Files.readAllLines(data.resolve("postmaster.pid"));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
    if (lines.size() <= PORT_LINE) {
      return Optional.empty();
    }
    String status = lines.size() > STATUS_LINE ? lines.get(STATUS_LINE).strip() : "";
    return Optional.of(
        new PostmasterFile(
            Long.parseLong(lines.get(PID_LINE).strip()),
            Integer.parseInt(lines.get(PORT_LINE).strip()),
            status));
  }

  boolean isReady() {
    return status.equals("ready");
  }

  /**
   * A process id is given again after a restart of the machine, so its program is looked at too.
   */
  boolean isRunning() {
    return ProcessHandle.of(pid)
        .filter(ProcessHandle::isAlive)
        .flatMap(process -> process.info().command())
        .filter(command -> Path.of(command).getFileName().toString().startsWith("postgres"))
        .isPresent();
  }
}
