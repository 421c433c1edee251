package crowdstart.campaign;

import static crowdstart.campaign.Fixture.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.typesafe.config.ConfigFactory;
import crowdstart.identity.CampaignId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.typed.ActorRef;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A node's way to the gates: together, again when lost, and never answered twice. */
class StockDeskTest {
  private static final Duration PATIENT = Duration.ofMinutes(1);
  private static final StockAnswer DONE = new StockAnswer.Confirmed();

  private final ActorTestKit kit = ActorTestKit.create(ConfigFactory.load("core-test"));
  private final Queue<GateMessage.Batch> sent = new ConcurrentLinkedQueue<>();
  private final Map<Integer, Queue<StockAnswer>> answers = new ConcurrentHashMap<>();
  private final CountDownLatch opened = new CountDownLatch(1);
  private volatile boolean isAnswering;
  private final ActorRef<StockDesk.Message> desk = kit.spawn(StockDesk.create(this::send));

  @AfterEach
  void close() {
    opened.countDown();
    kit.shutdownTestKit();
  }

  /**
   * The first batch keeps the desk busy until the test opens it: what comes then waits together.
   */
  private void send(CampaignId campaign, GateMessage.Batch batch) {
    sent.add(batch);
    if (isAnswering) {
      answer(batch, DONE);
    }
    try {
      opened.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void whatWaitsTogetherTravelsTogether() {
    submit(0, PATIENT);
    await().until(() -> sent.size() == 1);
    submitAll(1, 100);
    opened.countDown();
    await().until(() -> sent.size() >= 2);
    assertThat(sizes(2)).containsExactly(1, 100);
    assertThat(last().patience())
        .allSatisfy(
            left -> assertThat(left).isPositive().isLessThanOrEqualTo((int) PATIENT.toMillis()));
  }

  @Test
  void aSurgeIsCutIntoMessagesOfBoundedSize() {
    submit(0, PATIENT);
    await().until(() -> sent.size() == 1);
    submitAll(1, StockDesk.BATCH_MAX + 1);
    opened.countDown();
    await().until(() -> sent.size() >= 3);
    assertThat(sizes(3)).containsExactly(1, StockDesk.BATCH_MAX, 1);
  }

  @Test
  void manyLinesAreFewCommandsAMessage() {
    submit(0, PATIENT);
    await().until(() -> sent.size() == 1);
    Line[] lines =
        IntStream.range(0, Line.LINES_MAX).mapToObj(_ -> new Line(EARLY, 1)).toArray(Line[]::new);
    for (int order = 1; order <= 100; order++) {
      StockCommand hold = place(order, 1, lines);
      desk.tell(new StockDesk.Submit(CAMPAIGN, hold, PATIENT, _ -> {}));
    }
    opened.countDown();
    await().until(() -> sent.size() >= 3);
    int full = StockDesk.BATCH_LINES_MAX / Line.LINES_MAX + 1;
    assertThat(sizes(3)).containsExactly(1, full, 100 - full);
  }

  @Test
  void eachCampaignHasItsOwnMessages() {
    opened.countDown();
    CampaignId other = campaign("local", 2);
    submit(0, PATIENT);
    desk.tell(new StockDesk.Submit(other, confirm(1), PATIENT, answer -> got(1, answer)));
    await().until(() -> sent.size() >= 2);
    assertThat(sent).allSatisfy(batch -> assertThat(batch.commands()).hasSize(1));
  }

  @Test
  void aLostBatchIsSentAgainWithTheSameContent() {
    opened.countDown();
    submit(0, PATIENT);
    await().until(() -> sent.size() >= 2);
    assertThat(sent).allSatisfy(batch -> assertThat(batch.commands()).containsExactly(confirm(0)));
    answer(last(), DONE);
    await().until(() -> answersTo(0).size() == 1);
  }

  @Test
  void aSecondCopyThatFindsNoRoomSaysNothingOfTheFirst() {
    opened.countDown();
    submit(0, PATIENT);
    await().until(() -> sent.size() >= 2);
    answer(last(), new StockAnswer.Overloaded(1_000));
    int asked = sent.size();
    await().until(() -> sent.size() > asked);
    assertThat(answersTo(0)).isEmpty();
    answer(last(), DONE);
    await().until(() -> answersTo(0).size() == 1);
    assertThat(answersTo(0)).containsExactly(DONE);
  }

  @Test
  void norDoesItWhereTheFirstWasAnsweredUnknown() {
    opened.countDown();
    submit(0, PATIENT);
    await().until(() -> sent.size() == 1);
    answer(last(), new StockAnswer.Unknown());
    await().until(() -> sent.size() == 2);
    answer(last(), new StockAnswer.Overloaded(1_000));
    await().until(() -> sent.size() == 3);
    assertThat(answersTo(0)).isEmpty();
    answer(last(), DONE);
    await().until(() -> answersTo(0).size() == 1);
    assertThat(answersTo(0)).containsExactly(DONE);
  }

  @Test
  void onlyWhatIsOpenIsSentAgain() {
    submit(0, PATIENT);
    await().until(() -> sent.size() == 1);
    submitAll(1, 3);
    opened.countDown();
    await().until(() -> sent.size() >= 2);
    GateMessage.Batch batch = sent.stream().skip(1).findFirst().orElseThrow();
    int second = batch.commands().indexOf(confirm(2));
    batch.replyTo().tell(new BatchAnswers(batch.number(), List.of(second), List.of(DONE)));
    await().until(() -> answersTo(2).size() == 1);
    await()
        .until(() ->
            sent.stream()
                .skip(2)
                .map(GateMessage.Batch::commands)
                .anyMatch(again ->
                    again.containsAll(List.of(confirm(1), confirm(3)))
                        && !again.contains(confirm(2))));
  }

  @Test
  void whatTheGateCannotTellIsAskedAgainForAsLongAsSomebodyWaits() {
    opened.countDown();
    submit(0, PATIENT);
    submit(1, Duration.ofMillis(1_500));
    await().until(() -> sent.stream().anyMatch(batch -> batch.commands().contains(confirm(1))));
    while (answersTo(1).isEmpty()) {
      GateMessage.Batch batch = sent.poll();
      if (batch == null) {
        Thread.onSpinWait();
      } else {
        answer(batch, new StockAnswer.Unknown());
      }
    }
    assertThat(answersTo(1)).containsExactly(new StockAnswer.Unknown());
    assertThat(answersTo(0)).isEmpty();
    isAnswering = true;
    await().until(() -> answersTo(0).size() == 1);
    assertThat(answersTo(0)).containsExactly(DONE);
  }

  @Test
  void aLateAnswerCountsAndASecondOneDoesNot() {
    opened.countDown();
    submit(0, PATIENT);
    await().until(() -> sent.size() >= 2);
    GateMessage.Batch first = sent.element();
    answer(first, DONE);
    await().until(() -> answersTo(0).size() == 1);
    answer(first, new StockAnswer.Released());
    answer(last(), new StockAnswer.Released());
    answer(new GateMessage.Batch(999, List.of(), List.of(), first.replyTo()), DONE);
    submit(1, PATIENT);
    await().until(() -> last().commands().contains(confirm(1)));
    answer(last(), DONE);
    await().until(() -> answersTo(1).size() == 1);
    assertThat(answersTo(0)).containsExactly(DONE);
  }

  @Test
  void nobodyWaitsBeyondHisPatience() {
    opened.countDown();
    submit(0, Duration.ofMillis(1));
    await().until(() -> answersTo(0).size() == 1);
    assertThat(answersTo(0)).containsExactly(new StockAnswer.Unknown());
  }

  @Test
  void whatMayWaitIsBounded() {
    submit(0, PATIENT);
    await().until(() -> sent.size() == 1);
    int room = StockDesk.WAITING_MAX;
    submitAll(1, room + 2);
    opened.countDown();
    await().until(() -> answersTo(room + 2).size() == 1);
    assertThat(answersTo(room + 2)).containsExactly(new StockAnswer.Overloaded(1_000));
    assertThat(answersTo(room + 1)).containsExactly(new StockAnswer.Overloaded(1_000));
    assertThat(answersTo(room)).isEmpty();
    await().until(() -> sent.size() >= StockDesk.BATCHES_MAX);
    assertThat(sent.stream().flatMap(batch -> batch.commands().stream()).distinct())
        .hasSizeLessThanOrEqualTo(StockDesk.BATCHES_MAX * StockDesk.BATCH_MAX);
    isAnswering = true;
    sent.forEach(batch -> answer(batch, DONE));
    await().until(() -> answersTo(room).size() == 1);
  }

  /** Of the first batches; on a slow machine some of them may be sent again behind these. */
  private List<Integer> sizes(int first) {
    return sent.stream().limit(first).map(batch -> batch.commands().size()).toList();
  }

  private GateMessage.Batch last() {
    return sent.stream().reduce((_, next) -> next).orElseThrow();
  }

  private void submitAll(int from, int count) {
    IntStream.range(from, from + count).forEach(i -> submit(i, PATIENT));
  }

  private void submit(int order, Duration patience) {
    desk.tell(
        new StockDesk.Submit(CAMPAIGN, confirm(order), patience, answer -> got(order, answer)));
  }

  private void got(int order, StockAnswer answer) {
    answersTo(order).add(answer);
  }

  private Queue<StockAnswer> answersTo(int order) {
    return answers.computeIfAbsent(order, _ -> new ConcurrentLinkedQueue<>());
  }

  private static void answer(GateMessage.Batch batch, StockAnswer answer) {
    int size = Math.max(1, batch.commands().size());
    batch
        .replyTo()
        .tell(
            new BatchAnswers(
                batch.number(),
                IntStream.range(0, size).boxed().toList(),
                IntStream.range(0, size).mapToObj(_ -> answer).toList()));
  }
}
