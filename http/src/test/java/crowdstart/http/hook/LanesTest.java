package crowdstart.http.hook;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Who is slow holds up nobody else, however many of them there are. */
class LanesTest {
  private static final int WEBHOOK_MAX = 8;
  private static final int TOTAL_MAX = 64;

  private final Lanes lanes = new Lanes(WEBHOOK_MAX, TOTAL_MAX);

  @Test
  void aFewSlowReceiversTakeHalfOfTheLanesAndOneMoreEach() {
    for (int slow = 0; slow < 10; slow++) {
      take("slow-" + slow);
    }
    assertThat(lanes.total()).isEqualTo(TOTAL_MAX / 2 + 6);
    assertThat(lanes.room("another")).isOne();
    lanes.enter("another");
    assertThat(lanes.room("another")).isLessThanOrEqualTo(0);
    assertThat(lanes.busy()).hasSize(11).contains("another", "slow-0", "slow-9");

    lanes.leave("another");
    assertThat(lanes.busy()).doesNotContain("another");
  }

  @Test
  void oneReceiverHasItsShareAndNoMore() {
    take("one");
    assertThat(lanes.total()).isEqualTo(WEBHOOK_MAX);
    assertThat(lanes.busy()).containsExactly("one");
    assertThat(lanes.room("another")).isEqualTo(WEBHOOK_MAX);
  }

  /** As much as it gets, as the sender does. */
  private void take(String webhook) {
    for (int room = lanes.room(webhook); room > 0; room--) {
      lanes.enter(webhook);
    }
  }
}
