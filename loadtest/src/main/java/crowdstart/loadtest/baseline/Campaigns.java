package crowdstart.loadtest.baseline;

import crowdstart.loadtest.baseline.Problem.FieldError;
import crowdstart.loadtest.baseline.Wire.CampaignView;
import crowdstart.loadtest.baseline.Wire.NewCampaign;
import crowdstart.loadtest.baseline.Wire.NewTier;
import crowdstart.loadtest.baseline.Wire.TierView;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;

/** Campaigns in SQL: as much as the load test needs to have something to order from. */
final class Campaigns {
  private final DataSource pool;

  Campaigns(DataSource pool) {
    this.pool = pool;
  }

  CampaignView create(NewCampaign asked) throws SQLException {
    String title = present("/title", asked.title());
    String currency = present("/currency", asked.currency());
    String fundingModel = present("/fundingModel", asked.fundingModel());
    long goal = present("/goal", asked.goal());
    OffsetDateTime deadline = deadline(present("/deadline", asked.deadline()));
    List<NewTier> tiers = present("/tiers", asked.tiers());
    String id = "local-" + UUID.randomUUID().toString().replace("-", "").substring(0, 26);
    try (Connection connection = pool.getConnection()) {
      try (PreparedStatement insert =
          connection.prepareStatement(
              """
              insert into baseline.campaign
                (id, title, story, creator, state, funding_model, goal, currency, deadline)
              values (?, ?, ?, ?, 'draft', ?, ?, ?, ?)
              """)) {
        insert.setString(1, id);
        insert.setString(2, title);
        insert.setString(3, asked.story() == null ? "" : asked.story());
        insert.setString(4, present("/creator", asked.creator()));
        insert.setString(5, fundingModel);
        insert.setLong(6, goal);
        insert.setString(7, currency);
        insert.setObject(8, deadline);
        insert.executeUpdate();
      }
      for (int i = 0; i < tiers.size(); i++) {
        insertTier(connection, id, i, tiers.get(i));
      }
      return find(connection, id);
    }
  }

  CampaignView launch(String id) throws SQLException {
    try (Connection connection = pool.getConnection();
        PreparedStatement update =
            connection.prepareStatement(
                "update baseline.campaign set state = 'live' where id = ? and state = 'draft'")) {
      update.setString(1, id);
      update.executeUpdate();
      return find(connection, id);
    }
  }

  private static void insertTier(Connection connection, String campaign, int at, NewTier tier)
      throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            """
            insert into baseline.tier (campaign, id, title, price, stock_limit, remaining)
            values (?, ?, ?, ?, ?, ?)
            """)) {
      String pointer = "/tiers/" + at;
      // Every tier of the baseline is limited: an unlimited one would have no stock to be exact
      // about.
      long limit = present(pointer + "/limit", tier.limit());
      insert.setString(1, campaign);
      insert.setString(2, tier.id() == null ? "t" + (at + 1) : tier.id());
      insert.setString(3, present(pointer + "/title", tier.title()));
      insert.setLong(4, present(pointer + "/price", tier.price()));
      insert.setLong(5, limit);
      insert.setLong(6, limit);
      insert.executeUpdate();
    }
  }

  private static CampaignView find(Connection connection, String id) throws SQLException {
    List<TierView> tiers = new ArrayList<>();
    try (PreparedStatement select =
        connection.prepareStatement(
            """
            select id, title, price, stock_limit, remaining from baseline.tier
            where campaign = ? order by id
            """)) {
      select.setString(1, id);
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          tiers.add(
              new TierView(
                  rows.getString("id"),
                  rows.getString("title"),
                  rows.getLong("price"),
                  rows.getLong("stock_limit"),
                  rows.getLong("remaining")));
        }
      }
    }
    try (PreparedStatement select =
        connection.prepareStatement("select * from baseline.campaign where id = ?")) {
      select.setString(1, id);
      try (ResultSet row = select.executeQuery()) {
        if (!row.next()) {
          throw Problem.notFound("campaign");
        }
        return new CampaignView(
            id,
            row.getString("title"),
            row.getString("story"),
            row.getString("creator"),
            row.getString("state"),
            row.getString("funding_model"),
            row.getLong("goal"),
            row.getString("currency"),
            row.getObject("deadline", OffsetDateTime.class).toInstant().toString(),
            tiers);
      }
    }
  }

  private static OffsetDateTime deadline(String text) {
    try {
      return Instant.parse(text).atOffset(ZoneOffset.UTC);
    } catch (DateTimeException e) {
      throw Problem.invalid(List.of(new FieldError("/deadline", "is not an RFC 3339 time")));
    }
  }

  private static <T> T present(String pointer, @org.jspecify.annotations.Nullable T value) {
    if (value == null) {
      throw Problem.invalid(List.of(new FieldError(pointer, "is missing")));
    }
    return value;
  }
}
