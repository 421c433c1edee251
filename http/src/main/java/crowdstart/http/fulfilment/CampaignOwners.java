package crowdstart.http.fulfilment;

import crowdstart.http.campaign.CampaignReads;
import crowdstart.http.campaign.CampaignRoutes;
import crowdstart.http.creator.Creators;
import crowdstart.http.route.Call;
import crowdstart.identity.CampaignId;
import java.util.concurrent.CompletionStage;

/** Lets a campaign's creator in, and nobody else. */
public final class CampaignOwners {
  private final Creators creators;
  private final CampaignReads reads;

  public CampaignOwners(Creators creators, CampaignReads reads) {
    this.creators = creators;
    this.reads = reads;
  }

  /**
   * The campaign that the path names, once its creator is known to have sent the request.
   *
   * @throws crowdstart.http.problem.Refused when no creator's token came; the stage fails with the
   *     same when it is another's, or there is no such campaign
   */
  CompletionStage<CampaignId> owned(Call call) {
    String creator = creators.require(call.request());
    CampaignId campaign = call.campaign();
    return reads
        .recent(campaign)
        .thenApply(answer -> {
          Creators.requireOwner(creator, CampaignRoutes.found(answer).details().creator());
          return campaign;
        });
  }
}
