package crowdstart.payment;

import crowdstart.campaign.Stage;
import java.time.Instant;

/** What happened to a campaign's collection run. Stored for ever. */
public sealed interface CollectionEvent {
  Instant at();

  /**
   * The campaign has closed: its payments are collected, or released.
   *
   * @param outcome funded, unfunded or cancelled
   */
  record Begun(Stage outcome, Instant at) implements CollectionEvent {}

  record Paused(Instant at) implements CollectionEvent {}

  record Resumed(Instant at) implements CollectionEvent {}
}
