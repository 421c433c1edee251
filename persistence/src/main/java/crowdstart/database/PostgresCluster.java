package crowdstart.database;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** One data directory of PostgreSQL ("cluster" in its own manual), and its server. */
final class PostgresCluster {

  /** How long a stop may take; it writes a checkpoint. */
  private static final Duration STOP_TIMEOUT = Duration.ofSeconds(60);

  private static final String HOST = "127.0.0.1";
  private static final String MAINTENANCE_DATABASE = "postgres";
  private static final String SETTINGS_FILE = "crowdstart.conf";

  private final PostgresSoftware software;
  private final Path home;
  private final Path data;

  PostgresCluster(PostgresSoftware software, Path home) {
    this.software = software;
    this.home = home;
    this.data = home.resolve("data");
  }

  Optional<PostmasterFile> running() throws IOException {
    return PostmasterFile.ofRunning(data);
  }

  DatabaseAddress address(String database, int port) {
    return new DatabaseAddress(
        "jdbc:postgresql://" + HOST + ":" + port + "/" + database, EmbeddedPostgres.NAME, "");
  }

  /** Returns when the server accepts connections. */
  void start(int port) throws IOException {
    if (!Files.exists(data.resolve("PG_VERSION"))) {
      initialize();
    }
    // The caller has made sure that no server runs here, and a file left behind names a process id
    // that may by now be anybody's.
    Files.deleteIfExists(data.resolve("postmaster.pid"));
    int chosen = freePort(port);
    Files.writeString(data.resolve(SETTINGS_FILE), settings(chosen));
    Path startLog = home.resolve("start.log");
    Files.deleteIfExists(startLog);
    var started =
        run(
            "pg_ctl",
            List.of(
                "start",
                "--silent",
                "--wait",
                "--timeout=" + EmbeddedPostgres.START_TIMEOUT.toSeconds(),
                "--pgdata=" + data,
                "--log=" + startLog));
    if (started.status() != 0) {
      String reason = Files.exists(startLog) ? Files.readString(startLog) : "";
      throw new IOException((started.output() + "\n" + reason).strip());
    }
  }

  void stop() throws IOException {
    if (running().isEmpty()) {
      return;
    }
    var stopped =
        run(
            "pg_ctl",
            List.of(
                "stop",
                "--silent",
                "--mode=fast",
                "--wait",
                "--timeout=" + STOP_TIMEOUT.toSeconds(),
                "--pgdata=" + data));
    if (stopped.status() != 0 && running().isPresent()) {
      throw new IOException(stopped.output());
    }
  }

  boolean hasDatabase(int port) {
    try (Connection connection = address(EmbeddedPostgres.NAME, port).connect()) {
      return connection.isValid(1);
    } catch (SQLException e) {
      return false;
    }
  }

  void createDatabase(int port) throws IOException {
    if (hasDatabase(port)) {
      return;
    }
    try (Connection connection = address(MAINTENANCE_DATABASE, port).connect();
        var statement = connection.createStatement()) {
      statement.execute("create database " + EmbeddedPostgres.NAME);
    } catch (SQLException e) {
      throw new IOException("cannot make the database: " + e.getMessage(), e);
    }
  }

  /** Made beside and renamed, so that a start killed half way is not taken for a whole one. */
  private void initialize() throws IOException {
    Path beside = home.resolve("data-unfinished");
    if (Files.exists(beside)) {
      PostgresSoftware.deleteAll(beside);
    }
    var made =
        run(
            "initdb",
            List.of(
                "--pgdata=" + beside,
                "--username=" + EmbeddedPostgres.NAME,
                "--auth=trust",
                "--encoding=UTF8",
                "--locale=C",
                "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8",
                // A new piece of the log is filled with zeros while every commit waits.
                // Of the usual 16 MiB that is 60 ms, every three seconds of a surge.
                "--wal-segsize=1",
                "--no-instructions"));
    if (made.status() != 0) {
      throw new IOException("initdb failed: " + made.output());
    }
    Files.writeString(
        beside.resolve("postgresql.conf"),
        "\ninclude_if_exists = '" + SETTINGS_FILE + "'\n",
        StandardOpenOption.APPEND);
    Files.move(beside, data, StandardCopyOption.ATOMIC_MOVE);
  }

  private Command.Result run(String program, List<String> arguments) throws IOException {
    return Command.run(software.command(program, arguments));
  }

  private static int freePort(int port) {
    try (var socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.ofLiteral(HOST), port));
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new DatabaseException(
          "port " + port + " on " + HOST + " is in use by another program: set DATABASE_PORT", e);
    }
  }

  private static String settings(int port) {
    return
"""
# Written anew at every start.
listen_addresses = '%s'
port = %d
unix_socket_directories = ''
max_connections = 200

# What was acknowledged survives a power cut.
fsync = on
synchronous_commit = on
full_page_writes = on

# Sized for a laptop: a launch writes about 1 KiB of log for every order.
shared_buffers = 256MB
wal_buffers = 16MB
min_wal_size = 256MB
max_wal_size = 2GB
checkpoint_timeout = 15min
jit = off
io_method = sync

timezone = 'UTC'
log_timezone = 'UTC'
# A file for each day of the week, written over a week later.
logging_collector = on
log_directory = 'log'
log_filename = 'postgresql-%%a.log'
log_rotation_age = 1d
log_truncate_on_rotation = on
"""
        .formatted(HOST, port);
  }
}
