package crowdstart.campaign;

import java.util.List;

/** What the rules make of a {@link ManageCommand}. */
public sealed interface Decision {
  /** These events, all or none. */
  record Accept(List<CampaignEvent> events) implements Decision {
    public Accept {
      events = List.copyOf(events);
    }
  }

  /** It stands like that already; nothing to store. */
  record AlreadyDone() implements Decision {}

  record Reject(ManageRefusal why) implements Decision {}
}
