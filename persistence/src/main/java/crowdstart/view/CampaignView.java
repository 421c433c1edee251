package crowdstart.view;

import crowdstart.campaign.Campaign;
import crowdstart.campaign.CampaignEvent;
import crowdstart.campaign.CampaignState;
import crowdstart.feed.FeedEvent;
import crowdstart.feed.FeedHandler;
import crowdstart.feed.FeedPage;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Keeps {@code view.campaign}. What a row says of stock is what the event says that it came to; for
 * anything else it is what the rules themselves make of the campaign's events, so it cannot differ
 * from what the entity knows. States are kept at hand for that, and read back from the journal when
 * they are not. Not safe for use by several threads; a restart takes a new one.
 */
final class CampaignView implements FeedHandler<CampaignEvent> {

  /** Campaigns whose states are kept at hand; the one used longest ago goes first. */
  static final int CAMPAIGNS_MAX = 1_000;

  private final CampaignHistory history;
  private final Map<String, CampaignState> states =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, CampaignState> eldest) {
          return size() > CAMPAIGNS_MAX;
        }
      };

  CampaignView(CampaignHistory history) {
    this.history = history;
  }

  @Override
  public void handle(Connection connection, FeedPage<CampaignEvent> page) throws SQLException {
    var changes = new LinkedHashMap<String, CampaignChange>();
    var totals = new LinkedHashMap<String, TotalsChange>();
    for (FeedEvent<CampaignEvent> event : page.events()) {
      String id = event.persistenceId();
      if (event.event() instanceof CampaignEvent.StockMoved moved && moved.totals() != null) {
        // The event says what it came to; the state at hand is behind it now.
        states.remove(id);
        totals.put(id, new TotalsChange(id, event.sequenceNumber(), moved.totals()));
        continue;
      }
      totals.remove(id);
      CampaignState before = states.get(id);
      if (before == null) {
        before = history.at(id, event.sequenceNumber() - 1);
      }
      CampaignState after = Campaign.evolve(before, event.event());
      states.put(id, after);
      if (after instanceof CampaignState.Known known) {
        changes.merge(
            id,
            CampaignChange.of(before, known, event.sequenceNumber(), event.event()),
            CampaignChange::then);
      }
    }
    CampaignRows.write(connection, changes.values());
    CampaignRows.writeTotals(connection, totals.values());
  }
}
