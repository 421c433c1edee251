package crowdstart.campaign;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What happened to a campaign. Stored for ever: see the stored forms in the journal package. */
public sealed interface CampaignEvent {
  Instant at();

  record Created(CampaignDetails details, Instant at) implements CampaignEvent {}

  /** Carries all details, also those that did not change. */
  record Edited(CampaignDetails details, Instant at) implements CampaignEvent {}

  record Launched(Instant at) implements CampaignEvent {}

  /**
   * All that was decided about stock in one group commit, in the order it was decided.
   *
   * @param totals what the stock came to, so that a view need not keep a campaign's state to know;
   *     null where an event does not say
   */
  record StockMoved(List<Move> moves, @Nullable StockTotals totals, Instant at)
      implements CampaignEvent {
    public StockMoved {
      moves = List.copyOf(moves);
    }

    public StockMoved(List<Move> moves, Instant at) {
      this(moves, null, at);
    }
  }

  /**
   * The one outcome of a campaign (invariant C1); stands behind the expiry of every open hold.
   *
   * @param outcome funded, unfunded or cancelled
   * @param pledged in minor units, at that moment
   */
  record Closed(Stage outcome, long pledged, Instant at) implements CampaignEvent {}
}
