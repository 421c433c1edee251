package crowdstart.hook;

import crowdstart.identity.CampaignId;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Where a creator wants to be told of what happens to a campaign, and of what.
 *
 * @param id {@code wh_} and 32 hexadecimal digits
 * @param types those that are sent; empty for all, also those that come to be
 * @param disabled why nothing is sent; null while it is
 * @param oldSecretUntil until when the secret before signs as well; null when there is none
 */
public record Webhook(
    String id,
    CampaignId campaign,
    String url,
    List<HookType> types,
    @Nullable Disabled disabled,
    @Nullable Instant oldSecretUntil,
    Instant createdAt) {

  /** The most webhooks of one campaign. */
  public static final int WEBHOOKS_MAX = 10;

  public Webhook {
    types = List.copyOf(types);
  }

  /** Since when and why nothing is sent. */
  public record Disabled(DisabledReason reason, Instant at) {}

  /** Why a webhook was disabled. */
  public enum DisabledReason {
    /** The receiver answered 410. */
    GONE,
    /** Deliveries failed for their whole schedule, several in a row. */
    FAILING,
    /** More deliveries wait than are kept waiting. */
    BACKLOG;

    /** The name on the wire and in the table. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
