package crowdstart.cluster;

import java.nio.file.Path;
import java.util.Optional;

/** Which PostgreSQL the views live in, and the journals that have none of their own. */
public sealed interface DatabaseSettings {

  /** The PostgreSQL that this process starts itself, listening on loopback at {@code port}. */
  record Embedded(Path dataDirectory, int port) implements DatabaseSettings {}

  /**
   * A PostgreSQL that somebody else runs. The URL is in JDBC form and carries no credentials; those
   * stand beside it, where a log cannot catch them.
   */
  record External(String jdbcUrl, Optional<String> user, Optional<Secret> password)
      implements DatabaseSettings {}
}
