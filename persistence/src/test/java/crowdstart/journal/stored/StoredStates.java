package crowdstart.journal.stored;

import crowdstart.campaign.CampaignState;
import java.util.Objects;

/** States for tests that store some. */
public final class StoredStates {
  private StoredStates() {}

  public static CampaignState live() {
    return (CampaignState) Objects.requireNonNull(Samples.byName().get("campaign-live.1"));
  }
}
