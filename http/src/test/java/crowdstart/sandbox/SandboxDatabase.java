package crowdstart.sandbox;

import crowdstart.database.DatabaseAddress;
import crowdstart.database.EmbeddedPostgres;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;

/** One embedded server for all tests of a JVM, and an empty database for each that asks. */
public final class SandboxDatabase {
  private static final AtomicInteger COUNT = new AtomicInteger();
  private static final EmbeddedPostgres SERVER = startOnce();

  private SandboxDatabase() {}

  public static SandboxSettings.Database empty() {
    String name = "sandbox_" + ProcessHandle.current().pid() + "_" + COUNT.incrementAndGet();
    DatabaseAddress server = SERVER.address();
    try (var connection = server.connect();
        var statement = connection.createStatement()) {
      statement.execute("create database " + name);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    String url = server.url();
    return new SandboxSettings.Database(
        url.substring(0, url.lastIndexOf('/') + 1) + name, server.user(), server.password());
  }

  private static EmbeddedPostgres startOnce() {
    EmbeddedPostgres server =
        EmbeddedPostgres.start(Path.of("target", "sandbox-database").toAbsolutePath(), 0);
    Runtime.getRuntime().addShutdownHook(new Thread(server::close, "stop-sandbox-database"));
    return server;
  }
}
