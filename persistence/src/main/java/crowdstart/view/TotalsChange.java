package crowdstart.view;

import crowdstart.campaign.StockTotals;

/**
 * What a page does to the counts of a campaign.
 *
 * @param persistenceId of the campaign
 * @param version the number of the page's last event of it
 */
record TotalsChange(String persistenceId, long version, StockTotals totals) {
  String id() {
    return persistenceId.substring(persistenceId.indexOf('|') + 1);
  }
}
