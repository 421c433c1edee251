package crowdstart.sandbox;

import java.sql.SQLException;

/** The ledger's database did not do its part. */
final class LedgerException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  LedgerException(SQLException cause) {
    super("the ledger failed: SQL state " + cause.getSQLState(), cause);
  }
}
