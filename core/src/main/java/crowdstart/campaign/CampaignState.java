package crowdstart.campaign;

/** A campaign as it stands: one type for each stage of its life. */
public sealed interface CampaignState {
  /** Nobody has created it. */
  record Absent() implements CampaignState {}

  /** There is one, whatever its stage. */
  sealed interface Known extends CampaignState {
    CampaignDetails details();

    Stock stock();

    Stage stage();
  }

  record Draft(CampaignDetails details) implements Known {
    @Override
    public Stock stock() {
      return Stock.of(details.tiers().size());
    }

    @Override
    public Stage stage() {
      return Stage.DRAFT;
    }
  }

  record Live(CampaignDetails details, Stock stock) implements Known {
    @Override
    public Stage stage() {
      return Stage.LIVE;
    }
  }

  record Closed(CampaignDetails details, Stock stock, Stage stage) implements Known {}
}
