package crowdstart.view;

import crowdstart.campaign.CampaignDetails;
import crowdstart.campaign.CampaignStanding;
import crowdstart.campaign.CampaignStats;
import crowdstart.campaign.Stage;
import crowdstart.campaign.Tier;
import crowdstart.database.Pool;
import crowdstart.database.Pools;
import crowdstart.identity.CampaignId;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * The campaigns as the view has them, a moment behind their entities. Every answer may fail with
 * {@link ViewOverloadedException}, or with an {@link SQLException} when the database is away.
 */
public final class Catalogue {

  /** The most campaigns that one sweep is told of. */
  static final int DUE_MAX = 1_000;

  private static final String COLUMNS =
      "id, version, stage, created_at, pledged, held, backers, orders, tier_held, tier_sold,"
          + " tier_orders, details, details_form";

  private static final String LIST =
      "select %s from view.campaign where stage = any(?) and creator = coalesce(?, creator)"
              .formatted(COLUMNS)
          + " and not is_called_off_draft and (created_at, id) < (?, ?) order by created_at desc, id desc limit ?";

  private static final String READ = "select %s from view.campaign where id = ?".formatted(COLUMNS);

  private static final String DUE =
      """
      (select id from view.campaign where stage = 'live' and deadline <= ? limit ?)
      union
      (select id from view.campaign where next_lapse <= ? limit ?)
      """;

  private final ViewQueries queries;

  /** Apart from what everybody asks: a crowd at the lists stops no deadline. */
  private final ViewQueries sweeps;

  public Catalogue(Pools pools) {
    this.queries = new ViewQueries(pools.source(Pool.VIEW));
    this.sweeps = new ViewQueries(pools.source(Pool.VIEW));
  }

  /**
   * Campaigns in one of these stages, newest first. A draft that was called off is never among
   * them.
   *
   * @param creator only those of this creator; empty for those of all
   * @param after where the part before ended; empty for the first
   * @param max 1 to {@link ListPage#LIST_PAGE_MAX}
   */
  public CompletionStage<ListPage<CampaignStanding>> list(
      Set<Stage> stages, Optional<String> creator, Optional<ListCursor> after, int max) {
    return queries.ask(connection -> list(connection, stages, creator, after, max));
  }

  public CompletionStage<Optional<CampaignStanding>> read(CampaignId campaign) {
    return queries.ask(connection -> {
      try (var statement = connection.prepareStatement(READ)) {
        statement.setString(1, campaign.value());
        try (var row = statement.executeQuery()) {
          return row.next() ? Optional.of(standing(row)) : Optional.empty();
        }
      }
    });
  }

  /** Campaigns for which time has brought something: their deadline, or the end of a hold. */
  public CompletionStage<List<CampaignId>> due(Instant now) {
    return sweeps.ask(connection -> {
      try (var statement = connection.prepareStatement(DUE)) {
        statement.setObject(1, CampaignRows.time(now));
        statement.setInt(2, DUE_MAX);
        statement.setObject(3, CampaignRows.time(now));
        statement.setInt(4, DUE_MAX);
        var due = new ArrayList<CampaignId>();
        try (var row = statement.executeQuery()) {
          while (row.next()) {
            due.add(new CampaignId(row.getString(1)));
          }
        }
        return due;
      }
    });
  }

  private static ListPage<CampaignStanding> list(
      Connection connection,
      Set<Stage> stages,
      Optional<String> creator,
      Optional<ListCursor> after,
      int max)
      throws SQLException {
    ListCursor from = after.orElse(ListCursor.START);
    var labels = stages.stream().map(Stage::label).toArray(String[]::new);
    try (var statement = connection.prepareStatement(LIST)) {
      statement.setArray(1, connection.createArrayOf("text", labels));
      statement.setString(2, creator.map(Forms::text).orElse(null));
      statement.setObject(3, CampaignRows.time(from.at()));
      statement.setString(4, from.id());
      // One more than asked for, to know whether there is more.
      statement.setInt(5, max + 1);
      var items = new ArrayList<CampaignStanding>();
      ListCursor last = from;
      try (var row = statement.executeQuery()) {
        while (row.next()) {
          if (items.size() == max) {
            return new ListPage<>(items, last.text());
          }
          items.add(standing(row));
          last = new ListCursor(instant(row, "created_at"), row.getString("id"));
        }
      }
      return new ListPage<>(items, null);
    }
  }

  private static CampaignStanding standing(ResultSet row) throws SQLException {
    CampaignDetails details = Forms.details(row.getBytes("details"), row.getString("details_form"));
    var stats =
        new CampaignStats(
            details.id(),
            row.getLong("version"),
            Stage.valueOf(row.getString("stage").toUpperCase(Locale.ROOT)),
            details.currency(),
            details.goal(),
            row.getLong("pledged"),
            row.getLong("held"),
            row.getLong("backers"),
            row.getLong("orders"),
            0,
            tiers(row, details));
    return new CampaignStanding(details, stats);
  }

  private static List<CampaignStats.TierStats> tiers(ResultSet row, CampaignDetails details)
      throws SQLException {
    var held = (Long[]) row.getArray("tier_held").getArray();
    var sold = (Long[]) row.getArray("tier_sold").getArray();
    var orders = (Long[]) row.getArray("tier_orders").getArray();
    var tiers = new ArrayList<CampaignStats.TierStats>();
    for (int i = 0; i < details.tiers().size(); i++) {
      Tier tier = details.tiers().get(i);
      tiers.add(
          new CampaignStats.TierStats(
              tier.id(),
              tier.limit(),
              remaining(tier.limit(), held[i] + sold[i]),
              held[i],
              sold[i],
              orders[i]));
    }
    return tiers;
  }

  private static @Nullable Long remaining(@Nullable Integer limit, long taken) {
    return limit == null ? null : Long.valueOf(limit - taken);
  }

  static Instant instant(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }
}
