package crowdstart.hook;

import crowdstart.database.Pool;
import crowdstart.database.Pools;
import crowdstart.identity.CampaignId;
import crowdstart.view.ViewQueries;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * What creators do with their webhooks. Every answer may fail with {@link
 * crowdstart.view.ViewOverloadedException}, or with an {@link SQLException} when the database is
 * away.
 */
public final class Webhooks {

  /** How long the secret before a new one still signs. */
  public static final Duration OLD_SECRET_DURATION = Duration.ofHours(24);

  // Two requests at once must not both find room for the last.
  private static final String LOCK =
      "select pg_advisory_xact_lock(hashtextextended('hook.webhook ' || ?, 0))";

  private static final String CREATE =
      """
      insert into hook.webhook (id, campaign, url, events, secret, state, created_at)
      select ?, ?, ?, ?, ?, 'enabled', ?
      where (select count(*) from hook.webhook where campaign = ? and state <> 'deleted') < %d
      returning %s
      """
          .formatted(Webhook.WEBHOOKS_MAX, WebhookRows.COLUMNS);

  private static final String LIST =
      "select %s from hook.webhook where campaign = ? and state <> 'deleted' order by created_at, id"
          .formatted(WebhookRows.COLUMNS);

  private static final String ONE = " where id = ? and campaign = ? and state <> 'deleted'";

  private static final String READ = "select " + WebhookRows.COLUMNS + " from hook.webhook" + ONE;

  private static final String ENABLE =
      "update hook.webhook set state = 'enabled', disabled_reason = null, disabled_at = null,"
          + " exhausted_in_a_row = 0"
          + ONE
          + " returning "
          + WebhookRows.COLUMNS;

  private static final String ROTATE =
      "update hook.webhook set old_secret = secret, old_secret_until = ?, secret = ?"
          + ONE
          + " returning "
          + WebhookRows.COLUMNS;

  // Its deliveries may be many; the sender's sweep takes them away, and then the row.
  private static final String DELETE =
      "update hook.webhook set state = 'deleted', secret = '', old_secret = null" + ONE;

  private final ViewQueries queries;
  private final InstantSource clock;

  public Webhooks(Pools pools, InstantSource clock) {
    this.queries = new ViewQueries(pools.source(Pool.VIEW));
    this.clock = clock;
  }

  /** Adds a webhook; empty when the campaign has {@link Webhook#WEBHOOKS_MAX} already. */
  public CompletionStage<Optional<SecretWebhook>> create(
      CampaignId campaign, String url, List<HookType> types) {
    return queries.ask(connection -> create(connection, campaign, url, types));
  }

  /** The webhooks of a campaign, in the order they were added. */
  public CompletionStage<List<Webhook>> list(CampaignId campaign) {
    return queries.ask(connection -> {
      try (var statement = connection.prepareStatement(LIST)) {
        statement.setString(1, campaign.value());
        var webhooks = new ArrayList<Webhook>();
        try (var row = statement.executeQuery()) {
          while (row.next()) {
            webhooks.add(WebhookRows.webhook(row, clock.instant()));
          }
        }
        return webhooks;
      }
    });
  }

  public CompletionStage<Optional<Webhook>> read(CampaignId campaign, String webhook) {
    return queries.ask(connection -> {
      try (var statement = connection.prepareStatement(READ)) {
        return one(statement, 1, campaign, webhook);
      }
    });
  }

  /** Sends to it again, from now on; one that is enabled already stays so. */
  public CompletionStage<Optional<Webhook>> enable(CampaignId campaign, String webhook) {
    return queries.ask(connection -> {
      try (var statement = connection.prepareStatement(ENABLE)) {
        return one(statement, 1, campaign, webhook);
      }
    });
  }

  /**
   * Gives it a new secret. The one before signs as well for {@link #OLD_SECRET_DURATION}; any older
   * one ends at once.
   */
  public CompletionStage<Optional<SecretWebhook>> rotate(CampaignId campaign, String webhook) {
    return queries.ask(connection -> {
      byte[] secret = HookIds.newSecret();
      try (var statement = connection.prepareStatement(ROTATE)) {
        statement.setObject(1, WebhookRows.time(clock.instant().plus(OLD_SECRET_DURATION)));
        statement.setBytes(2, secret);
        return one(statement, 3, campaign, webhook).map(found -> new SecretWebhook(found, secret));
      }
    });
  }

  /** Ends it, and forgets what was sent; whether there was one. */
  public CompletionStage<Boolean> delete(CampaignId campaign, String webhook) {
    return queries.ask(connection -> {
      try (var statement = connection.prepareStatement(DELETE)) {
        statement.setString(1, webhook);
        statement.setString(2, campaign.value());
        return statement.executeUpdate() > 0;
      }
    });
  }

  private Optional<SecretWebhook> create(
      Connection connection, CampaignId campaign, String url, List<HookType> types)
      throws SQLException {
    byte[] secret = HookIds.newSecret();
    Instant now = clock.instant();
    connection.setAutoCommit(false);
    try (var lock = connection.prepareStatement(LOCK);
        var statement = connection.prepareStatement(CREATE)) {
      lock.setString(1, campaign.value());
      lock.execute();
      statement.setString(1, HookIds.newWebhook());
      statement.setString(2, campaign.value());
      statement.setString(3, url);
      var labels = types.stream().map(HookType::label).toArray(String[]::new);
      statement.setArray(4, connection.createArrayOf("text", labels));
      statement.setBytes(5, secret);
      statement.setObject(6, WebhookRows.time(now));
      statement.setString(7, campaign.value());
      Optional<SecretWebhook> created;
      try (var row = statement.executeQuery()) {
        created =
            row.next()
                ? Optional.of(new SecretWebhook(WebhookRows.webhook(row, now), secret))
                : Optional.empty();
      }
      connection.commit();
      return created;
    } catch (SQLException failure) {
      connection.rollback();
      throw failure;
    }
  }

  private Optional<Webhook> one(
      PreparedStatement statement, int first, CampaignId campaign, String webhook)
      throws SQLException {
    statement.setString(first, webhook);
    statement.setString(first + 1, campaign.value());
    try (var row = statement.executeQuery()) {
      return row.next() ? Optional.of(WebhookRows.webhook(row, clock.instant())) : Optional.empty();
    }
  }
}
