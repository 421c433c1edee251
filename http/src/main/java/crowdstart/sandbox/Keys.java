package crowdstart.sandbox;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.function.Supplier;

/**
 * The memory for idempotency keys. As at Stripe, an answer is kept when the call was carried out,
 * also if a card refused; a call that was refused for its form leaves its key free.
 */
final class Keys {
  static final int LENGTH_MAX = 255;

  /** For how long a key is remembered. */
  static final Duration MEMORY = Duration.ofHours(24);

  private Keys() {}

  /**
   * The first answer to this key, or the call's own.
   *
   * @throws Problem when the key is in use, or came with other parameters before
   */
  static Answer once(Ledger ledger, String key, String call, Supplier<Answer> work) {
    if (key.length() > LENGTH_MAX) {
      throw Problem.invalid(null, null, "The idempotency key is too long.");
    }
    try {
      if (!tryLock(ledger, key)) {
        throw Problem.keyInUse();
      }
      String fingerprint = fingerprint(call);
      try (var select =
          ledger
              .connection()
              .prepareStatement(
                  "select fingerprint, status, body from sandbox.idempotency_key"
                      + " where key = ? and created > ?")) {
        select.setString(1, key);
        select.setLong(2, ledger.now() - MEMORY.toSeconds());
        try (var row = select.executeQuery()) {
          if (row.next()) {
            if (!fingerprint.equals(row.getString(1))) {
              throw Problem.keyReused();
            }
            return new Answer(row.getInt(2), Json.stored(row.getString(3)), true);
          }
        }
      }
      Answer answer = work.get();
      remember(ledger, key, fingerprint, answer);
      return answer;
    } catch (SQLException e) {
      throw new LedgerException(e);
    }
  }

  private static boolean tryLock(Ledger ledger, String key) throws SQLException {
    try (var lock =
        ledger
            .connection()
            .prepareStatement("select pg_try_advisory_xact_lock(hashtextextended(?, 0))")) {
      lock.setString(1, key);
      try (var row = lock.executeQuery()) {
        row.next();
        return row.getBoolean(1);
      }
    }
  }

  private static void remember(Ledger ledger, String key, String fingerprint, Answer answer)
      throws SQLException {
    try (var insert =
        ledger
            .connection()
            .prepareStatement(
                "insert into sandbox.idempotency_key (key, fingerprint, status, body, created)"
                    + " values (?, ?, ?, ?, ?) on conflict (key) do update set"
                    + " fingerprint = excluded.fingerprint, status = excluded.status,"
                    + " body = excluded.body, created = excluded.created")) {
      insert.setString(1, key);
      insert.setString(2, fingerprint);
      insert.setInt(3, answer.status());
      insert.setString(4, Json.text(answer.body()));
      insert.setLong(5, ledger.now());
      insert.executeUpdate();
    }
  }

  private static String fingerprint(String call) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(call.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
