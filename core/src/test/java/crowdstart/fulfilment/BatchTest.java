package crowdstart.fulfilment;

import static crowdstart.fulfilment.BatchRejection.IDEMPOTENCY_KEY_REUSED;
import static crowdstart.fulfilment.BatchRejection.NOTHING_READY;
import static crowdstart.fulfilment.BatchRejection.UNKNOWN_BATCH;
import static crowdstart.fulfilment.BatchRejection.WRONG_STAGE;
import static crowdstart.fulfilment.ShipmentSpec.LATER;
import static crowdstart.fulfilment.ShipmentSpec.ONE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import crowdstart.campaign.Fixture;
import crowdstart.identity.CampaignId;
import crowdstart.identity.OrderId;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The rules of a batch. */
class BatchTest {
  private static final BatchFilter SWEDEN = new BatchFilter(Fixture.EARLY, "SE");
  private static final List<OrderId> TWO_ORDERS = List.of(Fixture.order(1), Fixture.order(2));
  private static final BatchEvent OPENED =
      new BatchEvent.Opened(ONE, Fixture.CAMPAIGN, SWEDEN, TWO_ORDERS, LATER);
  private static final BatchEvent LOCK_ASKED = new BatchEvent.LockAsked(ONE, LATER);
  private static final BatchEvent LOCKED = new BatchEvent.Locked(ONE, LATER);
  private static final BatchCommand LOCK = new BatchCommand.Lock(Fixture.CAMPAIGN);
  private static final BatchCommand FINISH = new BatchCommand.Finish();

  @Test
  void isOpenedOnceWithWhatWasReadyThen() {
    then(accept(OPENED), open(Fixture.CAMPAIGN, SWEDEN, TWO_ORDERS));
    then(reject(NOTHING_READY), open(Fixture.CAMPAIGN, SWEDEN, List.of()));
    for (List<OrderId> ready : List.of(TWO_ORDERS, List.<OrderId>of())) {
      then(done(), open(Fixture.CAMPAIGN, SWEDEN, ready), OPENED);
      then(done(), open(Fixture.CAMPAIGN, SWEDEN, ready), OPENED, LOCK_ASKED, LOCKED);
      then(reject(IDEMPOTENCY_KEY_REUSED), open(Fixture.CAMPAIGN, BatchFilter.ANY, ready), OPENED);
      then(
          reject(IDEMPOTENCY_KEY_REUSED),
          open(Fixture.campaign("local", 2), SWEDEN, ready),
          OPENED);
    }
  }

  @Test
  void isLockedByItsCreatorThenByItsLastAddress() {
    then(reject(UNKNOWN_BATCH), LOCK);
    then(accept(LOCK_ASKED), LOCK, OPENED);
    then(done(), LOCK, OPENED, LOCK_ASKED);
    then(done(), LOCK, OPENED, LOCK_ASKED, LOCKED);
    BatchCommand others = new BatchCommand.Lock(Fixture.campaign("local", 2));
    then(reject(UNKNOWN_BATCH), others, OPENED);
    then(reject(UNKNOWN_BATCH), FINISH);
    then(reject(WRONG_STAGE), FINISH, OPENED);
    then(accept(LOCKED), FINISH, OPENED, LOCK_ASKED);
    then(done(), FINISH, OPENED, LOCK_ASKED, LOCKED);
  }

  @Test
  void evolveThrowsOnTheImpossible() {
    for (List<BatchEvent> events :
        List.of(
            List.of(LOCK_ASKED),
            List.of(LOCKED),
            List.of(OPENED, OPENED),
            List.of(OPENED, LOCKED),
            List.of(OPENED, LOCK_ASKED, LOCK_ASKED),
            List.of(OPENED, LOCK_ASKED, LOCKED, LOCKED))) {
      assertThatThrownBy(() -> state(events.toArray(BatchEvent[]::new)))
          .isInstanceOf(IllegalStateException.class);
    }
  }

  @Test
  void hasAMost() {
    int max = BatchCommand.Open.BATCH_SHIPMENTS_MAX;
    open(Fixture.CAMPAIGN, SWEDEN, Collections.nCopies(max, Fixture.order(1)));
    List<OrderId> tooMany = Collections.nCopies(max + 1, Fixture.order(1));
    assertThatThrownBy(() -> open(Fixture.CAMPAIGN, SWEDEN, tooMany))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static BatchCommand open(CampaignId campaign, BatchFilter filter, List<OrderId> orders) {
    return new BatchCommand.Open(ONE, campaign, filter, orders);
  }

  private static BatchState state(BatchEvent... events) {
    BatchState state = new BatchState.Absent();
    for (BatchEvent event : events) {
      state = Batch.evolve(state, event);
    }
    return state;
  }

  private static void then(BatchDecision expected, BatchCommand command, BatchEvent... events) {
    assertThat(Batch.decide(state(events), command, LATER)).isEqualTo(expected);
  }

  private static BatchDecision accept(BatchEvent event) {
    return new BatchDecision.Accept(event);
  }

  private static BatchDecision done() {
    return new BatchDecision.AlreadyDone();
  }

  private static BatchDecision reject(BatchRejection why) {
    return new BatchDecision.Reject(why);
  }
}
