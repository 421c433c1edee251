package crowdstart.feed;

import java.sql.Connection;
import java.sql.SQLException;

/** What a view does with the events of a page. */
@FunctionalInterface
public interface FeedHandler<E> {

  /**
   * Changes the view. The offset is stored by the same transaction: each page takes effect exactly
   * once.
   *
   * @param connection inside a transaction, which the caller ends
   */
  void handle(Connection connection, FeedPage<E> page) throws SQLException;
}
