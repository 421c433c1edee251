package crowdstart.campaign;

/** Says in answers what a state or a decision means to whoever asked. */
final class GateAnswers {
  private GateAnswers() {}

  static ReadAnswer read(CampaignState state, long version, long ordersLastMinute) {
    return switch (state) {
      case CampaignState.Absent _ -> new ReadAnswer.NotFound();
      case CampaignState.Known known ->
          new ReadAnswer.Found(CampaignStanding.of(known, version, ordersLastMinute));
    };
  }

  static ManageAnswer managed(GateMessage.Managed managed, long ordersLastMinute) {
    if (managed.decision() instanceof Decision.Reject(ManageRefusal why)) {
      return new ManageAnswer.Refused(why);
    }
    return switch (managed.state()) {
      case CampaignState.Absent _ -> new ManageAnswer.Refused(new ManageRefusal.UnknownCampaign());
      case CampaignState.Known known ->
          new ManageAnswer.Done(CampaignStanding.of(known, managed.version(), ordersLastMinute));
    };
  }
}
