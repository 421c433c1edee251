package crowdstart.fulfilment;

/** What the rules make of a {@link BatchCommand}. */
public sealed interface BatchDecision {
  record Accept(BatchEvent event) implements BatchDecision {}

  /** It stands like that already, or has been there; nothing to store. */
  record AlreadyDone() implements BatchDecision {}

  record Reject(BatchRejection why) implements BatchDecision {}
}
