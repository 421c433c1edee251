package crowdstart.database;

import java.sql.SQLException;
import javax.sql.DataSource;

/** The random values that all nodes share; they are made by the migrations. */
public final class Secrets {

  private Secrets() {}

  /**
   * The key that order ids are derived with, 32 bytes. Read it once, at the start.
   *
   * @throws DatabaseException when it cannot be read
   */
  public static byte[] orderId(DataSource source) {
    try (var connection = source.getConnection();
        var statement =
            connection.prepareStatement("select value from view.secret where name = 'order-id'");
        var row = statement.executeQuery()) {
      if (!row.next()) {
        throw new DatabaseException("the secret for order ids is missing in view.secret");
      }
      return row.getBytes(1);
    } catch (SQLException e) {
      throw new DatabaseException("cannot read the secret for order ids: " + e.getMessage(), e);
    }
  }
}
