package crowdstart.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A PostgreSQL server of our own, for a start without any set-up: durable ({@code fsync} and {@code
 * synchronous_commit} on), kept between runs, and reachable from this machine only.
 *
 * <p>The first process on a data directory owns the server: it starts it, or adopts the one that a
 * killed process left behind, and stops it in {@link #close}. Any later process on the same
 * directory is a guest, and leaves the server alone. The server runs in a session of its own, so
 * that Ctrl-C in the terminal reaches us and not it.
 *
 * <p>Access needs no password but is limited to the loopback address: whoever can run programs on
 * this machine can read and change the data. For anything but development, use a PostgreSQL that is
 * set up for it.
 */
public final class EmbeddedPostgres implements AutoCloseable {

  /** The role that owns everything, and the name of the database. */
  public static final String NAME = "crowdstart";

  /** How long a start may take, recovery after a crash included. */
  static final Duration START_TIMEOUT = Duration.ofSeconds(60);

  private static final Duration POLL_INTERVAL = Duration.ofMillis(20);
  private static final Logger log = LoggerFactory.getLogger(EmbeddedPostgres.class);

  private final PostgresCluster cluster;
  private final PostmasterFile server;
  private final @Nullable OwnerLock lock;
  private boolean closed;

  private EmbeddedPostgres(
      PostgresCluster cluster, PostmasterFile server, @Nullable OwnerLock lock) {
    this.cluster = cluster;
    this.server = server;
    this.lock = lock;
  }

  /**
   * Starts, adopts or joins the server of a data directory, and waits until it answers.
   *
   * @param directory ours to write in; made when it does not exist
   * @param port TCP port on 127.0.0.1; 0 takes any free one. A server that already runs on this
   *     directory keeps its port.
   * @throws DatabaseException when the directory cannot be written, the port is taken, or the
   *     server does not start
   */
  public static EmbeddedPostgres start(Path directory, int port) {
    try {
      Path home = Files.createDirectories(directory.toAbsolutePath().resolve("postgresql"));
      if (!Files.isWritable(home)) {
        throw new DatabaseException("cannot write in " + home + ": set DATA_DIR");
      }
      var software = PostgresSoftware.unpacked(home);
      Path ofMajor = home.resolve(Integer.toString(software.major()));
      Files.createDirectories(ofMajor);
      return start(ofMajor.resolve("owner.lock"), new PostgresCluster(software, ofMajor), port);
    } catch (IOException e) {
      throw new DatabaseException(
          "cannot start the embedded PostgreSQL in " + directory + ": " + e, e);
    }
  }

  private static EmbeddedPostgres start(Path lockFile, PostgresCluster cluster, int port)
      throws IOException {
    long deadline = System.nanoTime() + START_TIMEOUT.toNanos();
    while (System.nanoTime() - deadline < 0) {
      Optional<OwnerLock> lock = OwnerLock.tryAcquire(lockFile);
      if (lock.isPresent()) {
        return own(cluster, lock.get(), port, deadline);
      }
      Optional<PostmasterFile> running = cluster.running().filter(PostmasterFile::isReady);
      // The owner makes our database right after its server is ready; a guest waits for both.
      if (running.isPresent() && cluster.hasDatabase(running.get().port())) {
        return new EmbeddedPostgres(cluster, running.get(), null);
      }
      LockSupport.parkNanos(POLL_INTERVAL.toNanos());
    }
    throw new DatabaseException("the owner of " + lockFile + " has no PostgreSQL ready");
  }

  private static EmbeddedPostgres own(
      PostgresCluster cluster, OwnerLock lock, int port, long deadline) throws IOException {
    boolean owned = false;
    try {
      var server = readyServer(cluster, port, deadline);
      cluster.createDatabase(server.port());
      owned = true;
      return new EmbeddedPostgres(cluster, server, lock);
    } finally {
      if (!owned) {
        lock.close();
      }
    }
  }

  private static PostmasterFile readyServer(PostgresCluster cluster, int port, long deadline)
      throws IOException {
    boolean started = false;
    while (System.nanoTime() - deadline < 0) {
      Optional<PostmasterFile> running = cluster.running();
      if (running.isPresent() && running.get().isReady()) {
        if (!started) {
          log.info("adopted the PostgreSQL that an earlier run left behind");
        }
        return running.get();
      }
      if (running.isEmpty()) {
        cluster.start(port);
        started = true;
      } else {
        LockSupport.parkNanos(POLL_INTERVAL.toNanos());
      }
    }
    throw new DatabaseException("PostgreSQL did not start within " + START_TIMEOUT);
  }

  public DatabaseAddress address() {
    return cluster.address(NAME, server.port());
  }

  /** Whether {@link #close} stops the server. */
  public boolean isOwner() {
    return lock != null;
  }

  /**
   * Stops the server if it is ours: open transactions are rolled back, committed ones are kept, and
   * the call returns when everything is on disk. Call it after everything that uses the database.
   *
   * @throws DatabaseException when the server does not stop in time
   */
  @Override
  public synchronized void close() {
    if (closed || lock == null) {
      return;
    }
    closed = true;
    try (lock) {
      cluster.stop();
    } catch (IOException e) {
      throw new DatabaseException("the embedded PostgreSQL did not stop: " + e.getMessage(), e);
    }
  }
}
