package crowdstart.journal.stored;

import crowdstart.campaign.CampaignEvent;
import crowdstart.campaign.Stage;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** How the events of a campaign are stored. */
final class CampaignForms {
  private CampaignForms() {}

  record Described(StoredDetails details, Instant at) {}

  record Launched(Instant at) {}

  record Closed(String outcome, long pledged, Instant at) {}

  static List<Form<?, ?>> all() {
    return List.of(
        new Form<>(
            "campaign-created.1",
            CampaignEvent.Created.class,
            Described.class,
            event -> new Described(StoredDetails.of(event.details()), event.at()),
            form -> new CampaignEvent.Created(form.details().details(), form.at())),
        new Form<>(
            "campaign-edited.1",
            CampaignEvent.Edited.class,
            Described.class,
            event -> new Described(StoredDetails.of(event.details()), event.at()),
            form -> new CampaignEvent.Edited(form.details().details(), form.at())),
        new Form<>(
            "campaign-launched.1",
            CampaignEvent.Launched.class,
            Launched.class,
            event -> new Launched(event.at()),
            form -> new CampaignEvent.Launched(form.at())),
        new Form<>(
            "stock-moved.1",
            CampaignEvent.StockMoved.class,
            StoredMoves.class,
            StoredMoves::of,
            StoredMoves::event),
        new Form<>(
            "campaign-closed.1",
            CampaignEvent.Closed.class,
            Closed.class,
            event -> new Closed(event.outcome().label(), event.pledged(), event.at()),
            form -> new CampaignEvent.Closed(stage(form.outcome()), form.pledged(), form.at())));
  }

  static Stage stage(String label) {
    return Stage.valueOf(label.toUpperCase(Locale.ROOT));
  }
}
