package crowdstart.loadtest.baseline;

import crowdstart.loadtest.baseline.Wire.OrderView;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * Orders in SQL: one statement takes the stock, stores the order, and finds the first answer of a
 * repeat.
 */
final class Orders {
  private static final Duration HOLD = Duration.ofMinutes(15);
  private static final String UNIQUE_VIOLATION = "23505";

  /** A repeat that raced with its original is asked again; more than once is not to be expected. */
  private static final int ATTEMPTS_MAX = 3;

  private static final String COLUMNS =
      "id, campaign, tier, quantity, total, currency, hold_expires_at, client_token, name, country,"
          + " referrer";

  private static final String PLACE =
      """
      with known as (
        select %1$s from baseline.orders where id = ?
      ), taken as (
        update baseline.tier t set remaining = t.remaining - ?
        from baseline.campaign c
        where c.id = ? and c.state = 'live' and c.deadline > ?
          and t.campaign = c.id and t.id = ? and t.remaining >= ?
          and not exists (select 1 from known)
        returning t.campaign, t.id, t.price, c.currency
      ), placed as (
        insert into baseline.orders (id, campaign, tier, quantity, total, currency, placed_at,
          hold_expires_at, client_token, email, name, country, referrer)
        select ?, campaign, id, ?, price * ?, currency, ?, ?, ?, ?, ?, ?, ? from taken
        returning %1$s
      )
      select false as repeat, %1$s from placed
      union all
      select true as repeat, %1$s from known
      """
          .formatted(COLUMNS);

  private static final String WHY_NOT =
      """
      select c.state, c.deadline, t.id as tier
      from baseline.campaign c left join baseline.tier t on t.campaign = c.id and t.id = ?
      where c.id = ?
      """;

  private static final String FIND = "select " + COLUMNS + " from baseline.orders where id = ?";

  /** The answer to an order, and whether it was given before. */
  record Placed(OrderView order, boolean repeat) {}

  private final DataSource pool;
  private final OrderIds ids;

  Orders(DataSource pool, OrderIds ids) {
    this.pool = pool;
    this.ids = ids;
  }

  Placed place(String campaign, String key, Checks.Order asked, Instant now) throws SQLException {
    OrderIds.Ids own = ids.of(campaign, asked.email(), key);
    try (Connection connection = pool.getConnection()) {
      for (int attempt = 1; ; attempt++) {
        try {
          return place(connection, campaign, own, asked, now.truncatedTo(ChronoUnit.MILLIS));
        } catch (SQLException e) {
          if (!UNIQUE_VIOLATION.equals(e.getSQLState()) || attempt == ATTEMPTS_MAX) {
            throw e;
          }
        }
      }
    }
  }

  Optional<OrderView> find(String id) throws SQLException {
    try (Connection connection = pool.getConnection();
        PreparedStatement statement = connection.prepareStatement(FIND)) {
      statement.setString(1, id);
      try (ResultSet rows = statement.executeQuery()) {
        return rows.next() ? Optional.of(view(rows)) : Optional.empty();
      }
    }
  }

  private static Placed place(
      Connection connection, String campaign, OrderIds.Ids own, Checks.Order asked, Instant now)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(PLACE)) {
      OffsetDateTime placedAt = now.atOffset(ZoneOffset.UTC);
      int at = 0;
      statement.setString(++at, own.id());
      statement.setInt(++at, asked.quantity());
      statement.setString(++at, campaign);
      statement.setObject(++at, placedAt);
      statement.setString(++at, asked.tier());
      statement.setInt(++at, asked.quantity());
      statement.setString(++at, own.id());
      statement.setInt(++at, asked.quantity());
      statement.setInt(++at, asked.quantity());
      statement.setObject(++at, placedAt);
      statement.setObject(++at, placedAt.plus(HOLD));
      statement.setString(++at, own.clientToken());
      statement.setString(++at, asked.email());
      statement.setString(++at, asked.name());
      statement.setString(++at, asked.country());
      statement.setString(++at, asked.referrer());
      try (ResultSet rows = statement.executeQuery()) {
        if (rows.next()) {
          return placed(rows, asked);
        }
      }
    }
    throw whyNot(connection, campaign, asked.tier(), now);
  }

  private static Placed placed(ResultSet rows, Checks.Order asked) throws SQLException {
    boolean repeat = rows.getBoolean("repeat");
    if (repeat && !sameContent(rows, asked)) {
      throw Problem.of(
          "idempotency-key-reused",
          422,
          "The key was used before",
          "This Idempotency-Key belongs to an order with other content.");
    }
    return new Placed(view(rows), repeat);
  }

  private static boolean sameContent(ResultSet row, Checks.Order asked) throws SQLException {
    return asked.tier().equals(row.getString("tier"))
        && asked.quantity() == row.getInt("quantity")
        && asked.name().equals(row.getString("name"))
        && asked.country().equals(row.getString("country"))
        && Objects.equals(asked.referrer(), row.getString("referrer"));
  }

  private static Problem whyNot(Connection connection, String campaign, String tier, Instant now)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(WHY_NOT)) {
      statement.setString(1, tier);
      statement.setString(2, campaign);
      try (ResultSet rows = statement.executeQuery()) {
        if (!rows.next()) {
          return Problem.notFound("campaign");
        }
        if (!rows.getString("state").equals("live")
            || !rows.getObject("deadline", OffsetDateTime.class).toInstant().isAfter(now)) {
          return Problem.of(
              "campaign-not-live", 409, "The campaign is not live", "It takes no orders now.");
        }
        if (rows.getString("tier") == null) {
          return Problem.invalid(List.of(new Problem.FieldError("/tier", "no such tier")));
        }
        return Problem.of("sold-out", 409, "Sold out", "Not enough is left of this tier.");
      }
    }
  }

  private static OrderView view(ResultSet row) throws SQLException {
    return new OrderView(
        row.getString("id"),
        row.getString("campaign"),
        "held",
        row.getString("tier"),
        row.getInt("quantity"),
        List.of(),
        row.getLong("total"),
        row.getString("currency"),
        row.getObject("hold_expires_at", OffsetDateTime.class).toInstant().toString(),
        new Wire.Payment(row.getString("client_token")));
  }
}
