package crowdstart.database;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;

/**
 * Where a PostgreSQL is, and who we are there.
 *
 * @param url a JDBC URL, {@code jdbc:postgresql://host:port/database}
 * @param user the role; may be empty when the URL names it
 * @param password may be empty
 */
public record DatabaseAddress(String url, String user, String password) {

  private static final String PREFIX = "jdbc:postgresql:";

  /**
   * Checks the URL's scheme.
   *
   * @throws IllegalArgumentException when the URL is not a PostgreSQL JDBC URL
   */
  public DatabaseAddress {
    if (!url.startsWith(PREFIX)) {
      throw new IllegalArgumentException("the database URL must start with " + PREFIX);
    }
  }

  /** A connection outside every pool, for the work that is done once at the start. */
  public Connection connect() throws SQLException {
    return DriverManager.getConnection(url, properties());
  }

  Properties properties() {
    var properties = new Properties();
    if (!user.isEmpty()) {
      properties.setProperty("user", user);
    }
    if (!password.isEmpty()) {
      properties.setProperty("password", password);
    }
    return properties;
  }

  /** Leaves out the password, and the query of the URL, where a password may stand too. */
  @Override
  public String toString() {
    int query = url.indexOf('?');
    return query < 0 ? url : url.substring(0, query);
  }
}
