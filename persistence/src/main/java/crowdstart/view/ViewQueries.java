package crowdstart.view;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Semaphore;
import javax.sql.DataSource;

/** Runs queries off the caller's thread, so many at once and no more. */
public final class ViewQueries {

  /** Queries that run or wait for a connection; one more is refused at once. */
  public static final int QUERIES_MAX = 256;

  /** One question to the database. */
  @FunctionalInterface
  public interface Query<T> {
    T run(Connection connection) throws SQLException;
  }

  private final DataSource source;
  private final Semaphore free = new Semaphore(QUERIES_MAX);

  public ViewQueries(DataSource source) {
    this.source = source;
  }

  /** The answer; fails with {@link ViewOverloadedException} when too many wait already. */
  public <T> CompletionStage<T> ask(Query<T> query) {
    if (!free.tryAcquire()) {
      return CompletableFuture.failedFuture(new ViewOverloadedException());
    }
    var answer = new CompletableFuture<T>();
    Thread.ofVirtual().name("view-query").start(() -> answer(query, answer));
    return answer;
  }

  private <T> void answer(Query<T> query, CompletableFuture<T> answer) {
    T found;
    try (Connection connection = source.getConnection()) {
      found = query.run(connection);
    } catch (Throwable e) {
      // Errors as well: somebody waits, and the place is not to be lost.
      free.release();
      answer.completeExceptionally(e);
      return;
    }
    free.release();
    answer.complete(found);
  }
}
