package crowdstart.campaign;

import static crowdstart.campaign.Fixture.*;
import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BatchReplyTest {
  private static final StockAnswer HELD =
      new StockAnswer.Held(
          Collections.nCopies(Line.LINES_MAX, new PricedLine(EARLY, 1, 1)), EUR, EXPIRES_AT);

  private final ActorTestKit kit = ActorTestKit.create(ConfigFactory.load("core-test"));
  private final TestProbe<BatchAnswers> desk = kit.createTestProbe();
  private final BatchReply.Outbox outbox = new BatchReply.Outbox();

  @AfterEach
  void close() {
    kit.shutdownTestKit();
  }

  @Test
  void answersTravelTogetherAsFarAsTheirLinesAllow() {
    BatchReply reply = outbox.reply(new GateMessage.Batch(7, List.of(), List.of(), desk.getRef()));
    IntStream.range(0, 200).forEach(position -> reply.add(position, HELD));
    outbox.send();
    int full = StockDesk.BATCH_LINES_MAX / Line.LINES_MAX + 1;
    List<Integer> positions = new ArrayList<>();
    for (int size : new int[] {full, full, 200 - 2 * full}) {
      BatchAnswers part = desk.receiveMessage();
      assertThat(part.number()).isEqualTo(7);
      assertThat(part.answers()).hasSize(size).containsOnly(HELD);
      positions.addAll(part.positions());
    }
    assertThat(positions).isEqualTo(IntStream.range(0, 200).boxed().toList());
  }

  @Test
  void whatIsSentIsSentOnce() {
    BatchReply reply = outbox.reply(new GateMessage.Batch(7, List.of(), List.of(), desk.getRef()));
    reply.add(0, HELD);
    outbox.send();
    reply.add(1, new StockAnswer.NotHeld());
    outbox.send();
    outbox.send();
    assertThat(desk.receiveMessage().positions()).containsExactly(0);
    assertThat(desk.receiveMessage().positions()).containsExactly(1);
    desk.expectNoMessage();
  }
}
