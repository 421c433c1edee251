package crowdstart.journal.stored;

import crowdstart.campaign.CampaignDetails;
import crowdstart.campaign.FundingModel;
import crowdstart.identity.CampaignId;
import java.time.Instant;
import java.util.Arrays;
import java.util.Currency;
import java.util.List;

record StoredDetails(
    CampaignId id,
    String title,
    String story,
    String creator,
    Currency currency,
    long goal,
    Instant deadline,
    String fundingModel,
    List<StoredTier> tiers) {

  static StoredDetails of(CampaignDetails details) {
    return new StoredDetails(
        details.id(),
        details.title(),
        details.story(),
        details.creator(),
        details.currency(),
        details.goal(),
        details.deadline(),
        details.fundingModel().label(),
        details.tiers().stream().map(StoredTier::of).toList());
  }

  CampaignDetails details() {
    FundingModel model =
        Arrays.stream(FundingModel.values())
            .filter(one -> one.label().equals(fundingModel))
            .findFirst()
            .orElseThrow(() -> new IllegalArgumentException("funding model " + fundingModel));
    return new CampaignDetails(
        id,
        title,
        story,
        creator,
        currency,
        goal,
        deadline,
        model,
        tiers.stream().map(StoredTier::tier).toList());
  }
}
