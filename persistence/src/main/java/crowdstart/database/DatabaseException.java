package crowdstart.database;

/** The database cannot be used; the message says why in words for an operator. */
public final class DatabaseException extends RuntimeException {

  private static final long serialVersionUID = 1;

  public DatabaseException(String message) {
    super(message);
  }

  public DatabaseException(String message, Throwable cause) {
    super(message, cause);
  }
}
