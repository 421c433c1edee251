package crowdstart.campaign;

import crowdstart.identity.CampaignId;

/** Sees what a gate does, for the metrics. Called on the gate's thread: must return at once. */
public interface GateObserver {
  GateObserver NONE = new GateObserver() {};

  /** The commands that wait in the gate now. */
  default void queued(CampaignId campaign, int depth) {}

  /** A batch was stored. */
  default void committed(CampaignId campaign, int batchSize, long nanos) {}

  /** A command was answered overloaded. */
  default void overloaded(CampaignId campaign) {}

  /** The gate has left this node. */
  default void stopped(CampaignId campaign) {}
}
