package crowdstart.hook;

import crowdstart.identity.CampaignId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads rows of {@code hook.webhook}, and times in and out. */
final class WebhookRows {

  static final String COLUMNS =
      "id, campaign, url, events, disabled_reason, disabled_at, old_secret_until, created_at";

  private WebhookRows() {}

  /** The webhook of a row, as it is at a moment. */
  static Webhook webhook(ResultSet row, Instant now) throws SQLException {
    Instant oldSecretUntil = instant(row, "old_secret_until");
    return new Webhook(
        row.getString("id"),
        new CampaignId(row.getString("campaign")),
        row.getString("url"),
        types(row),
        disabled(row),
        oldSecretUntil != null && oldSecretUntil.isAfter(now) ? oldSecretUntil : null,
        required(row, "created_at"));
  }

  private static List<HookType> types(ResultSet row) throws SQLException {
    var types = new ArrayList<HookType>();
    for (String label : (String[]) row.getArray("events").getArray()) {
      HookType.ofLabel(label).ifPresent(types::add);
    }
    return types;
  }

  private static Webhook.@Nullable Disabled disabled(ResultSet row) throws SQLException {
    String reason = row.getString("disabled_reason");
    return reason == null
        ? null
        : new Webhook.Disabled(
            Webhook.DisabledReason.valueOf(reason.toUpperCase(Locale.ROOT)),
            required(row, "disabled_at"));
  }

  static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
    return time == null ? null : time.toInstant();
  }

  static Instant required(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }

  /** Cut to the millisecond, so that what is read back equals what was written. */
  static OffsetDateTime time(Instant instant) {
    return instant.truncatedTo(ChronoUnit.MILLIS).atOffset(ZoneOffset.UTC);
  }
}
