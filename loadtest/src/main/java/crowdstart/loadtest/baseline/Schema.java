package crowdstart.loadtest.baseline;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/** The baseline's own schema, made when it starts. */
final class Schema {
  // A tier's row is updated with every order: half of each page stays free, so that the new version
  // of the row
  // lies beside the old one and no index has to follow.
  private static final String CREATE =
      """
      create schema if not exists baseline;
      create table if not exists baseline.campaign (
        id text primary key, title text not null, story text not null, creator text not null,
        state text not null, funding_model text not null, goal bigint not null,
        currency text not null, deadline timestamptz not null);
      create table if not exists baseline.tier (
        campaign text not null references baseline.campaign (id), id text not null,
        title text not null, price bigint not null, stock_limit bigint not null,
        remaining bigint not null check (remaining >= 0),
        primary key (campaign, id)) with (fillfactor = 50);
      create table if not exists baseline.orders (
        id text primary key, campaign text not null, tier text not null, quantity int not null,
        total bigint not null, currency text not null, placed_at timestamptz not null,
        hold_expires_at timestamptz not null, client_token text not null, email text not null,
        name text not null, country text not null, referrer text);
      """;

  private Schema() {}

  static void create(DataSource pool) throws SQLException {
    try (Connection connection = pool.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(CREATE);
    }
  }
}
