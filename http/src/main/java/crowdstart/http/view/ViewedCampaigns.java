package crowdstart.http.view;

import crowdstart.campaign.CampaignStanding;
import crowdstart.campaign.Stage;
import crowdstart.http.campaign.CampaignCatalogue;
import crowdstart.http.wire.Page;
import crowdstart.view.Catalogue;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/** The catalogue that the campaign view keeps. */
public final class ViewedCampaigns implements CampaignCatalogue {
  private static final Set<Stage> LAUNCHED = EnumSet.complementOf(EnumSet.of(Stage.DRAFT));

  private final Catalogue catalogue;

  public ViewedCampaigns(Catalogue catalogue) {
    this.catalogue = catalogue;
  }

  @Override
  public CompletionStage<Page<CampaignStanding>> list(Query query) {
    Set<Stage> stages = query.state() == null ? LAUNCHED : Set.of(query.state());
    return Cursors.from(
        query.cursor(),
        after ->
            catalogue
                .list(stages, after, query.limit())
                .thenApply(page -> new Page<>(ofCreator(page.items(), query), page.next())));
  }

  /** A page may so become shorter than asked for; its cursor still leads to the rest. */
  private static List<CampaignStanding> ofCreator(List<CampaignStanding> items, Query query) {
    return query.creator() == null
        ? items
        : items.stream().filter(item -> item.details().creator().equals(query.creator())).toList();
  }
}
