package crowdstart.hook;

import static crowdstart.hook.HookFixture.CREATED;
import static crowdstart.journal.TestSystem.await;
import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class DueDeliveriesTest {

  private static final Instant NOW = CREATED.plusSeconds(60);

  private final HookFixture given = new HookFixture();

  @AfterEach
  void stop() {
    given.close();
  }

  @Test
  void webhooksWithSomethingToSendAreFoundTheLongestWaitingFirst() throws SQLException {
    Webhook first = given.webhook(1);
    Webhook second = given.webhook(2);
    given.webhook(3);
    given.now = NOW;
    given.owe(2, 5, NOW);
    given.now = NOW.plusSeconds(1);
    given.owe(1, 5, NOW);

    assertThat(given.due.webhooks(NOW.minusMillis(1), List.of())).isEmpty();
    assertThat(given.due.webhooks(NOW, List.of())).containsExactly(second.id());
    assertThat(given.due.webhooks(NOW.plusSeconds(1), List.of()))
        .containsExactly(second.id(), first.id());
    assertThat(given.due.webhooks(NOW.plusSeconds(1), List.of(second.id())))
        .containsExactly(first.id());
  }

  @Test
  void manyClaimAtOnceAndEachDeliveryIsClaimedByOne() throws Exception {
    Webhook webhook = given.webhook(1);
    given.now = NOW;
    given.owe(1, 200, NOW);
    Callable<Stream<String>> claim =
        () -> given.due.claim(webhook.id(), 20, NOW).stream().map(DueDelivery::id);
    try (var nodes = Executors.newFixedThreadPool(4)) {
      var claimed =
          nodes.invokeAll(java.util.Collections.nCopies(20, claim)).stream()
              .flatMap(one -> one.resultNow())
              .toList();
      assertThat(claimed).doesNotHaveDuplicates();
    }

    List<DueDelivery> rest = given.due.claim(webhook.id(), 200, NOW);
    assertThat(given.due.claim(webhook.id(), 200, NOW)).isEmpty();
    assertThat(rest).hasSizeLessThan(200);
    // Whoever claimed them may be gone.
    assertThat(given.due.claim(webhook.id(), 300, NOW.plus(DueDeliveries.CLAIM_DURATION)))
        .hasSize(200);
  }

  @Test
  void anAttemptIsWrittenDownWithWhatFollows() throws SQLException {
    Webhook webhook = given.webhook(1);
    given.now = NOW;
    given.owe(1, 1, NOW);
    DueDelivery due = given.due.claim(webhook.id(), 1, NOW).getFirst();
    given.due.settle(due, answered(NOW, 500), new Settlement.Again(NOW.plusSeconds(5)));

    assertThat(given.log(webhook))
        .singleElement()
        .satisfies(one -> assertThat(one.state()).isEqualTo(DeliveryState.PENDING))
        .satisfies(one -> assertThat(one.nextAttemptAt()).isEqualTo(NOW.plusSeconds(5)))
        .satisfies(one -> assertThat(one.attempts()).containsExactly(answered(NOW, 500)));
    DueDelivery again = given.due.claim(webhook.id(), 1, NOW.plusSeconds(5)).getFirst();
    assertThat(again.roundAttempts()).isEqualTo(1);
    assertThat(again.id()).isEqualTo(due.id());

    given.due.settle(again, refused(NOW.plusSeconds(5)), new Settlement.Delivered());
    // The other one, that took too long, comes late.
    given.due.settle(due, refused(NOW.plusSeconds(9)), new Settlement.Exhausted());
    assertThat(given.log(webhook))
        .singleElement()
        .satisfies(one -> assertThat(one.state()).isEqualTo(DeliveryState.DELIVERED))
        .satisfies(one -> assertThat(one.nextAttemptAt()).isNull())
        .satisfies(one ->
            assertThat(one.attempts())
                .containsExactly(answered(NOW, 500), numbered(2, refused(NOW.plusSeconds(5)))));
  }

  @Test
  void aWebhookThatFailsAgainAndAgainIsDisabledUntilItIsEnabled() throws SQLException {
    Webhook webhook = given.webhook(1);
    given.now = NOW;
    given.owe(1, 6, NOW);
    exhaust(webhook);
    exhaust(webhook);
    DueDelivery arrived = given.due.claim(webhook.id(), 1, NOW).getFirst();
    given.due.settle(arrived, answered(NOW, 204), new Settlement.Delivered());
    exhaust(webhook);
    exhaust(webhook);
    assertThat(given.read(webhook).disabled()).isNull();
    exhaust(webhook);

    assertThat(given.read(webhook).disabled())
        .isEqualTo(new Webhook.Disabled(Webhook.DisabledReason.FAILING, NOW));
    assertThat(given.due.webhooks(NOW, List.of())).isEmpty();
    given.owe(List.of(event(7)));
    assertThat(given.log(webhook)).as("what happens meanwhile is not sent").hasSize(6);

    await(given.webhooks.enable(webhook.campaign(), webhook.id()));
    assertThat(given.read(webhook).disabled()).isNull();
    given.owe(List.of(event(8)));
    assertThat(given.log(webhook)).hasSize(7);
  }

  @Test
  void whoIsGoneIsDisabledAtOnceAndWhatWaitsIsGivenUp() throws SQLException {
    Webhook webhook = given.webhook(1);
    given.now = NOW;
    given.owe(1, 3, NOW);
    DueDelivery due = given.due.claim(webhook.id(), 1, NOW).getFirst();
    given.due.settle(due, answered(NOW, 410), new Settlement.Gone());
    assertThat(given.read(webhook).disabled())
        .isEqualTo(new Webhook.Disabled(Webhook.DisabledReason.GONE, NOW));

    new HookSweep(given.system.pools()).run(NOW);

    assertThat(given.log(webhook))
        .hasSize(3)
        .allSatisfy(one -> assertThat(one.state()).isEqualTo(DeliveryState.FAILED));
  }

  @Test
  void aReplayBeginsTheScheduleAnewAndKeepsTheId() throws SQLException {
    Webhook webhook = given.webhook(1);
    given.now = NOW;
    given.owe(1, 1, NOW);
    String id = "";
    for (int i = 0; i < Delivery.ATTEMPTS_KEPT_MAX + 5; i++) {
      given.now = NOW.plusSeconds(i);
      DueDelivery due = given.due.claim(webhook.id(), 1, given.now).getFirst();
      assertThat(due.roundAttempts()).isZero();
      id = due.id();
      given.due.settle(due, answered(given.now, 200), new Settlement.Delivered());
      assertThat(await(given.deliveries.replay(webhook.id(), id))).isTrue();
    }

    assertThat(await(given.deliveries.replay(webhook.id(), "msg_none"))).isFalse();
    assertThat(await(given.deliveries.replay("wh_other", id))).isFalse();
    assertThat(given.log(webhook))
        .singleElement()
        .satisfies(one -> assertThat(one.state()).isEqualTo(DeliveryState.PENDING))
        .satisfies(one -> assertThat(one.attempts()).hasSize(Delivery.ATTEMPTS_KEPT_MAX))
        .satisfies(one -> assertThat(one.attempts().getLast().number()).isEqualTo(25));
  }

  @Test
  void theLogIsPagedAndFiltered() throws SQLException {
    Webhook webhook = given.webhook(1);
    given.now = NOW;
    given.owe(1, 25, NOW);
    DueDelivery due = given.due.claim(webhook.id(), 1, NOW).getFirst();
    given.due.settle(due, answered(NOW, 404), new Settlement.Exhausted());

    var first = await(given.deliveries.list(webhook.id(), Optional.empty(), Optional.empty(), 20));
    var second =
        await(
            given.deliveries.list(
                webhook.id(),
                Optional.empty(),
                crowdstart.view.ListCursor.parse(java.util.Objects.requireNonNull(first.next())),
                20));
    assertThat(Stream.concat(first.items().stream(), second.items().stream()).map(Delivery::id))
        .hasSize(25)
        .doesNotHaveDuplicates();
    assertThat(second.next()).isNull();
    assertThat(
            await(
                    given.deliveries.list(
                        webhook.id(), Optional.of(DeliveryState.FAILED), Optional.empty(), 20))
                .items())
        .singleElement()
        .satisfies(one -> assertThat(one.id()).isEqualTo(due.id()));
  }

  @Test
  void theSweepTakesAwayWhatIsDoneWith() throws SQLException {
    Webhook deleted = given.webhook(1);
    Webhook crowded = given.webhook(2);
    given.now = NOW;
    given.owe(1, 3, NOW);
    given.owe(2, 3, NOW);
    await(given.webhooks.delete(deleted.campaign(), deleted.id()));
    var sweep = new HookSweep(given.system.pools(), 2);

    sweep.run(NOW);
    assertThat(given.count("select count(*) from hook.webhook")).isEqualTo(1);
    assertThat(given.count("select count(*) from hook.delivery")).isEqualTo(3);
    assertThat(given.read(crowded).disabled())
        .isEqualTo(new Webhook.Disabled(Webhook.DisabledReason.BACKLOG, NOW));

    sweep.run(NOW.plus(HookSweep.RETENTION));
    assertThat(given.log(crowded)).hasSize(3);
    sweep.run(NOW.plus(HookSweep.RETENTION).plusMillis(1));
    assertThat(given.log(crowded)).isEmpty();
  }

  private void exhaust(Webhook webhook) throws SQLException {
    DueDelivery due = given.due.claim(webhook.id(), 1, NOW).getFirst();
    given.due.settle(due, refused(NOW), new Settlement.Exhausted());
  }

  private static HookEvent event(int number) {
    return new HookEvent(
        "test|1#" + number,
        HookType.ORDER_PLACED,
        crowdstart.view.Events.campaign(1),
        null,
        NOW,
        "{}");
  }

  private static Attempt answered(Instant at, int status) {
    return new Attempt(1, at, Duration.ofMillis(12), status, null);
  }

  private static Attempt refused(Instant at) {
    return new Attempt(1, at, Duration.ofMillis(12), null, "refused");
  }

  private static Attempt numbered(int number, Attempt attempt) {
    return new Attempt(number, attempt.at(), attempt.took(), attempt.status(), attempt.error());
  }
}
