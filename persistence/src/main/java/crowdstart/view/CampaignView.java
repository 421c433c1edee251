package crowdstart.view;

import crowdstart.campaign.CampaignEvent;
import crowdstart.campaign.StockTotals;
import crowdstart.feed.FeedEvent;
import crowdstart.feed.FeedHandler;
import crowdstart.feed.FeedPage;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;

/**
 * Keeps {@code view.campaign}. An event says what stock comes to, or what changes besides, so that
 * nothing is read back: a page takes as long as the page is. Not safe for use by several threads; a
 * restart takes a new one.
 */
final class CampaignView implements FeedHandler<CampaignEvent> {
  private final CampaignHistory history;

  CampaignView(CampaignHistory history) {
    this.history = history;
  }

  @Override
  public void handle(Connection connection, FeedPage<CampaignEvent> page) throws SQLException {
    var changes = new LinkedHashMap<String, CampaignChange>();
    var totals = new LinkedHashMap<String, TotalsChange>();
    for (FeedEvent<CampaignEvent> event : page.events()) {
      String id = event.persistenceId();
      long version = event.sequenceNumber();
      if (event.event() instanceof CampaignEvent.StockMoved moved) {
        totals.put(id, new TotalsChange(id, version, totals(moved, id, version)));
      } else {
        changes.merge(id, CampaignChange.of(id, version, event.event()), CampaignChange::then);
      }
    }
    CampaignRows.insert(connection, changes.values());
    CampaignRows.writeTotals(connection, totals.values());
    // Behind the counts: tiers that were added meanwhile have none yet.
    CampaignRows.write(connection, changes.values());
  }

  /** Events of the first version do not say what they came to. */
  private StockTotals totals(CampaignEvent.StockMoved moved, String id, long version)
      throws SQLException {
    StockTotals told = moved.totals();
    return told != null ? told : history.totals(id, version, moved);
  }
}
