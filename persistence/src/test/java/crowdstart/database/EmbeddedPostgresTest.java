package crowdstart.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class EmbeddedPostgresTest {

  @TempDir Path directory;

  /** Unpacking takes most of a first start, and is seen to work by the one test that does it. */
  @BeforeEach
  void shareTheSoftware(TestInfo test) throws IOException {
    if (test.getDisplayName().startsWith("isDurable")) {
      return;
    }
    TestDatabase.empty();
    Path home = Files.createDirectories(directory.resolve("postgresql"));
    try (var unpacked =
        Files.newDirectoryStream(TestDatabase.DIRECTORY.resolve("postgresql"), "software-*")) {
      for (Path software : unpacked) {
        Files.createSymbolicLink(home.resolve(software.getFileName()), software);
      }
    }
  }

  @AfterEach
  void leaveTheSharedSoftware() throws IOException {
    Path home = directory.resolve("postgresql");
    if (Files.isDirectory(home)) {
      try (var links = Files.newDirectoryStream(home, Files::isSymbolicLink)) {
        for (Path link : links) {
          Files.delete(link);
        }
      }
    }
  }

  @Test
  void isDurableAndKeepsItsDataBetweenRuns() {
    try (var first = EmbeddedPostgres.start(directory, 0)) {
      DatabaseCheck.run(first.address());
      TestDatabase.execute(first.address(), "create table kept as select 7 as value");
    }
    try (var second = EmbeddedPostgres.start(directory, 0)) {
      assertThat(TestDatabase.number(second.address(), "select value from kept")).isEqualTo(7);
      assertThat(TestDatabase.number(second.address(), commitSettings())).isEqualTo(3);
    }
  }

  @Test
  void isGoneWhenItsOwnerHasClosedIt() throws IOException {
    var server = EmbeddedPostgres.start(directory, 0);
    long pid = postmaster().pid();

    server.close();

    awaitEnd(pid);
  }

  @Test
  void aSecondStartJoinsAndDoesNotStopIt() {
    try (var owner = EmbeddedPostgres.start(directory, 0)) {
      var guest = EmbeddedPostgres.start(directory, 0);
      assertThat(guest.isOwner()).isFalse();
      assertThat(guest.address()).isEqualTo(owner.address());

      guest.close();

      assertThat(TestDatabase.number(owner.address(), "select 1")).isEqualTo(1);
    }
  }

  @Test
  void adoptsTheServerOfAKilledProcess() throws IOException, InterruptedException {
    long orphan = startInAProcessAndKillIt();
    try (var adopted = EmbeddedPostgres.start(directory, 0)) {
      assertThat(adopted.isOwner()).isTrue();
      assertThat(postmaster().pid()).isEqualTo(orphan);
      assertThat(TestDatabase.number(adopted.address(), "select 1")).isEqualTo(1);
    }
    awaitEnd(orphan);
  }

  @Test
  void startsAgainAfterTheServerItselfWasKilled() throws IOException {
    try (var first = EmbeddedPostgres.start(directory, 0)) {
      TestDatabase.execute(first.address(), "create table kept as select 7 as value");
      var server = ProcessHandle.of(postmaster().pid()).orElseThrow();
      server.destroyForcibly();
      Awaitility.await().until(() -> !server.isAlive());
    }
    assertThat(directory.resolve("postgresql/18/data/postmaster.pid")).exists();
    try (var second = EmbeddedPostgres.start(directory, 0)) {
      assertThat(TestDatabase.number(second.address(), "select value from kept")).isEqualTo(7);
    }
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void runsInASessionOfItsOwn() throws IOException {
    try (var _ = EmbeddedPostgres.start(directory, 0)) {
      assertThat(session(postmaster().pid())).isNotEqualTo(session(ProcessHandle.current().pid()));
    }
  }

  @Test
  void namesAPortThatIsTaken() throws IOException {
    try (var taken = new ServerSocket()) {
      taken.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0));
      int port = taken.getLocalPort();
      assertThatThrownBy(() -> EmbeddedPostgres.start(directory, port))
          .isInstanceOf(DatabaseException.class)
          .hasMessageContaining(Integer.toString(port))
          .hasMessageContaining("DATABASE_PORT");
    }
  }

  @Test
  void namesADirectoryThatCannotBeMade() throws IOException {
    Path file = Files.writeString(directory.resolve("file"), "in the way");
    assertThatThrownBy(() -> EmbeddedPostgres.start(file, 0))
        .isInstanceOf(DatabaseException.class)
        .hasMessageContaining(file.toString());
  }

  private long startInAProcessAndKillIt() throws IOException, InterruptedException {
    var command =
        List.of(
            ProcessHandle.current().info().command().orElseThrow(),
            "-cp",
            System.getProperty("java.class.path"),
            StartAndWait.class.getName(),
            directory.toString());
    var process = new ProcessBuilder(command).inheritIO().start();
    try {
      Awaitility.await()
          .atMost(EmbeddedPostgres.START_TIMEOUT)
          .until(() -> Files.exists(directory.resolve("started")));
    } finally {
      process.destroyForcibly().waitFor();
    }
    return postmaster().pid();
  }

  /** The main class of the process that is killed. */
  static final class StartAndWait {
    static void main(String[] arguments) throws IOException, InterruptedException {
      Path directory = Path.of(arguments[0]);
      EmbeddedPostgres.start(directory, 0);
      Files.createFile(directory.resolve("started"));
      Thread.currentThread().join();
    }
  }

  private static void awaitEnd(long pid) {
    Awaitility.await().until(() -> ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isEmpty());
  }

  private PostmasterFile postmaster() throws IOException {
    return PostmasterFile.ofRunning(directory.resolve("postgresql/18/data")).orElseThrow();
  }

  private static String commitSettings() {
    return "select count(*) from pg_settings where setting = 'on'"
        + " and name in ('fsync', 'synchronous_commit', 'full_page_writes')";
  }

  private static String session(long pid) throws IOException {
    String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
    // The name of the program may hold spaces; what follows its closing bracket does not.
    return stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1)[3];
  }
}
