package crowdstart.checkout;

import static org.assertj.core.api.Assertions.assertThat;

import crowdstart.identity.CampaignId;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class AdmissionTest {
  private static final CampaignId HOT = new CampaignId("local-0000000000000000000000000a");
  private static final CampaignId QUIET = new CampaignId("local-0000000000000000000000000b");
  private static final int MOST = 1_000;
  private static final Duration SLOW = Admission.ANSWER_TARGET.multipliedBy(3);
  private static final Duration FAST = Admission.ANSWER_TARGET.dividedBy(10);

  private final Admission admission = new Admission(MOST, 0);
  private long now;

  @Test
  void nobodyBeyondTheLimitIsLetIn() {
    assertThat(letIn(HOT)).isEqualTo(MOST);
    assertThat(admission.isCrowded()).isTrue();
    assertThat(admission.isFull(HOT)).isTrue();
    for (int number = 0; number < MOST; number++) {
      letIn(new CampaignId("local-" + "0".repeat(22) + (1_000 + number)));
    }
    assertThat(admission.inFlight()).isLessThanOrEqualTo(2 * MOST);
    assertThat(admission.enter(QUIET)).isFalse();
    assertThat(admission.isFull(QUIET)).isTrue();
  }

  @Test
  void slowAnswersLowerTheLimitAndQuickOnesRaiseItAgain() {
    answerAll(SLOW);
    answerAll(SLOW);
    int lowered = admission.limit();
    assertThat(lowered).isLessThan(MOST);
    for (int i = 0; i < 50; i++) {
      answerAll(SLOW);
    }
    assertThat(admission.limit()).isEqualTo(Admission.LIMIT_MIN);
    for (int i = 0; i < 50; i++) {
      answerAll(FAST);
    }
    assertThat(admission.limit()).isEqualTo(MOST);
  }

  @Test
  void oneStallLowersNothing() {
    for (int i = 0; i < 10; i++) {
      answerAll(SLOW);
      answerAll(FAST);
    }
    assertThat(admission.limit()).isEqualTo(MOST);
  }

  @Test
  void theLimitStaysWhileAnswersAreSlowHoweverManyAreTurnedAway() {
    for (int i = 0; i < 50; i++) {
      answerAll(SLOW);
    }
    admission.turnedAway();
    answerAll(SLOW);
    assertThat(admission.limit()).isEqualTo(Admission.LIMIT_MIN);
  }

  @Test
  void aHotCampaignLeavesRoomForAnother() {
    answerAll(SLOW);
    answerAll(SLOW);
    int hot = letIn(HOT);
    assertThat(hot).isLessThan(admission.limit());
    assertThat(admission.isCrowded()).isTrue();
    assertThat(admission.isFull(HOT)).isTrue();
    assertThat(admission.isFull(QUIET)).isFalse();
    assertThat(admission.enter(QUIET)).isTrue();
  }

  @Test
  void theFirstFewOfAnotherCampaignFindRoomHoweverFastTheLimitFalls() {
    int hot = letIn(HOT);
    for (int i = 0; i < Admission.SLOW_LOOKS_MIN; i++) {
      now += Admission.LOOK_PERIOD.toNanos();
      admission.leave(HOT, SLOW.toNanos(), now);
    }
    assertThat(admission.limit()).isLessThan(hot - Admission.SLOW_LOOKS_MIN);
    assertThat(admission.isFull(HOT)).isTrue();
    for (int i = 0; i < Admission.FIRST_FEW; i++) {
      assertThat(admission.isFull(QUIET)).isFalse();
      assertThat(admission.enter(QUIET)).isTrue();
    }
    assertThat(admission.isFull(QUIET)).isTrue();
    assertThat(admission.enter(QUIET)).isFalse();
    for (int i = 0; i < Admission.FIRST_FEW; i++) {
      admission.leave(QUIET, 1, now);
    }
    for (int i = Admission.SLOW_LOOKS_MIN; i < hot; i++) {
      admission.leave(HOT, 1, now);
    }
    assertThat(admission.inFlight()).isZero();
    assertThat(letIn(QUIET)).isEqualTo(admission.limit() - Admission.OTHERS_ROOM);
  }

  private int letIn(CampaignId campaign) {
    int count = 0;
    while (admission.enter(campaign)) {
      count++;
    }
    return count;
  }

  /** As many as are let in, and all of them are answered after so long. */
  private void answerAll(Duration after) {
    int count = letIn(HOT);
    now += Math.max(after.toNanos(), Admission.LOOK_PERIOD.toNanos());
    for (int i = 0; i < count; i++) {
      admission.leave(HOT, after.toNanos(), now);
    }
  }
}
