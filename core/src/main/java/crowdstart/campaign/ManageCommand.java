package crowdstart.campaign;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a creator, or the clock, asks of a campaign. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "is")
@JsonSubTypes({
  @JsonSubTypes.Type(value = ManageCommand.Create.class, name = "create"),
  @JsonSubTypes.Type(value = ManageCommand.Edit.class, name = "edit"),
  @JsonSubTypes.Type(value = ManageCommand.Launch.class, name = "launch"),
  @JsonSubTypes.Type(value = ManageCommand.Cancel.class, name = "cancel"),
  @JsonSubTypes.Type(value = ManageCommand.Close.class, name = "close")
})
public sealed interface ManageCommand {
  record Create(CampaignDetails details) implements ManageCommand {}

  /**
   * Changes the fields that are given; null leaves a field as it is.
   *
   * @param kept what the tiers leave as it is, one for each in their order; null for nothing
   */
  record Edit(
      @Nullable String title,
      @Nullable String story,
      @Nullable Currency currency,
      @Nullable Long goal,
      @Nullable Instant deadline,
      @Nullable FundingModel fundingModel,
      @Nullable List<Tier> tiers,
      @Nullable List<KeptOfTier> kept)
      implements ManageCommand {
    public Edit {
      if (tiers != null && kept != null && kept.size() != tiers.size()) {
        throw new IllegalArgumentException("each tier keeps something or nothing");
      }
    }

    /** An edit whose tiers say all of themselves. */
    public Edit(
        @Nullable String title,
        @Nullable String story,
        @Nullable Currency currency,
        @Nullable Long goal,
        @Nullable Instant deadline,
        @Nullable FundingModel fundingModel,
        @Nullable List<Tier> tiers) {
      this(title, story, currency, goal, deadline, fundingModel, tiers, null);
    }
  }

  record Launch() implements ManageCommand {}

  record Cancel() implements ManageCommand {}

  /** The deadline has come. Does nothing before it. */
  record Close() implements ManageCommand {}
}
