package crowdstart.loadtest.fault;

import crowdstart.loadtest.process.Child;
import crowdstart.loadtest.process.Children;
import crowdstart.loadtest.process.Java;
import crowdstart.loadtest.process.Node;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The PostgreSQL that the embedded one unpacked and set up, run by ourselves: so that it can be
 * stopped in every way.
 *
 * @param postgres the server program
 * @param data its directory
 */
public record PostgresServer(Path postgres, Path data) {
  static final int PORT = 5432;
  private static final long SET_UP_SECONDS_MAX = 90;
  private static final Duration ANSWER_WAIT_MAX = Duration.ofMinutes(1);
  private static final Pattern URL = Pattern.compile("jdbc:postgresql://\\S+");

  /** Unpacks and sets it up in a directory, with all settings of the embedded one. */
  public static PostgresServer prepare(Path directory, int portForNow) throws InterruptedException {
    try (Children children = new Children()) {
      Child once =
          children.add(
              Child.start(
                  "database-once",
                  directory,
                  Java.of("128m"),
                  Map.of(
                      "DATA_DIR", directory.toString(),
                      "DATABASE_PORT", Integer.toString(portForNow)),
                  URL,
                  Node.MAIN,
                  "database"));
      once.awaitAnnouncement(SET_UP_SECONDS_MAX);
    }
    PostgresServer server =
        new PostgresServer(
            found(directory, "bin/postgres"),
            found(directory, "PG_VERSION").resolveSibling("").toAbsolutePath());
    try {
      Files.writeString(
          server.data().resolve("pg_hba.conf"),
          "host all all 127.0.0.0/8 trust\nhost all all 10.77.0.0/16 trust\n",
          StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return server;
  }

  /** The file that the path's end names, the one that is least deep. */
  private static Path found(Path directory, String end) {
    try (Stream<Path> files = Files.walk(directory)) {
      Path file =
          files
              .filter(path -> path.endsWith(end))
              .min((one, other) -> Integer.compare(one.getNameCount(), other.getNameCount()))
              .orElseThrow(() -> new IllegalStateException("PostgreSQL unpacked no " + end));
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What starts it, on this address alone. PostgreSQL refuses to run as root, hence the rest. */
  public List<String> command(List<String> within, String address) {
    List<String> command = new ArrayList<>(within);
    if (System.getProperty("user.name").equals("root")) {
      command.addAll(List.of("unshare", "--user"));
    }
    command.addAll(
        List.of(
            postgres.toString(),
            "-D",
            data.toString(),
            "-c",
            "listen_addresses=" + address,
            "-c",
            "port=" + PORT,
            "-c",
            "logging_collector=off"));
    return command;
  }

  /** What stands in the way of a start after a power cut or a kill: a process that is long gone. */
  public void forgetProcess() {
    try {
      Files.deleteIfExists(data.resolve("postmaster.pid"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static String url(String address) {
    return "jdbc:postgresql://%s:%d/crowdstart?user=crowdstart".formatted(address, PORT);
  }

  /** Waits until it answers, recovery included. */
  public static void awaitAnswer(String url) throws InterruptedException {
    long deadline = System.nanoTime() + ANSWER_WAIT_MAX.toNanos();
    while (!answers(url)) {
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException("PostgreSQL did not answer within " + ANSWER_WAIT_MAX);
      }
      Thread.sleep(100);
    }
  }

  private static boolean answers(String url) {
    try (Connection connection =
        DriverManager.getConnection(url + "&connectTimeout=2&socketTimeout=5&loginTimeout=3")) {
      return connection.isValid(2);
    } catch (SQLException e) {
      return false;
    }
  }
}
