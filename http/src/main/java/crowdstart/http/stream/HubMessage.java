package crowdstart.http.stream;

import crowdstart.campaign.CampaignStats;

/** What a {@link StatsHub} receives. */
sealed interface HubMessage {
  /**
   * Somebody wants to see.
   *
   * @param seed totals that were read a moment ago, so that the first event need not wait
   */
  record Join(Watcher watcher, CampaignStats seed) implements HubMessage {}

  record Leave(Watcher watcher) implements HubMessage {}

  /** From the campaign's gate. */
  record Changed(CampaignStats stats) implements HubMessage {}

  /** From the timer: the next event may go out. */
  record Publish() implements HubMessage {}

  /** From the timer: the watch must be renewed, to survive a gate that has moved. */
  record Renew() implements HubMessage {}

  /** From the timer: nothing happened for long, and the connections must be seen to live. */
  record Heartbeat() implements HubMessage {}

  /** From the timer: nobody has come back since the last watcher left. */
  record Linger() implements HubMessage {}

  /** From the parent: end, unless somebody has come meanwhile. */
  record StopIfIdle() implements HubMessage {}

  /** From the parent: send everybody away, to another node. */
  record Drain() implements HubMessage {}
}
