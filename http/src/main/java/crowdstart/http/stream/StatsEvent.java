package crowdstart.http.stream;

import crowdstart.campaign.CampaignStats;
import crowdstart.http.campaign.CampaignJson;
import org.apache.pekko.util.ByteString;

/**
 * What goes down a stream: encoded once, shared by all watchers.
 *
 * @param version of the totals in it
 */
record StatsEvent(long version, ByteString bytes) {
  /** How long a client waits before it connects again, in milliseconds. */
  static final int RETRY_MILLIS = 2_000;

  static final ByteString HEARTBEAT = ByteString.fromString(":\n\n");
  static final ByteString BEGIN = ByteString.fromString("retry: " + RETRY_MILLIS + "\n\n");

  /** For a stream that ends because its node does: another one is up already. */
  static final ByteString END = ByteString.fromString("retry: 500\n\n");

  private static final ByteString NAME = ByteString.fromString("event: stats\nid: ");
  private static final ByteString DATA = ByteString.fromString("\ndata: ");
  private static final ByteString STOP = ByteString.fromString("\n\n");

  static StatsEvent of(CampaignStats stats) {
    ByteString bytes =
        NAME.concat(ByteString.fromString(String.valueOf(stats.version())))
            .concat(DATA)
            .concat(CampaignJson.stats(stats))
            .concat(STOP)
            .compact();
    return new StatsEvent(stats.version(), bytes);
  }
}
