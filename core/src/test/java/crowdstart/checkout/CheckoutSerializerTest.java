package crowdstart.checkout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigFactory;
import crowdstart.campaign.BatchAnswers;
import crowdstart.campaign.Fixture;
import crowdstart.campaign.GateMessage;
import crowdstart.campaign.HoldRefusal;
import crowdstart.campaign.Line;
import crowdstart.campaign.PricedLine;
import crowdstart.campaign.StockAnswer;
import crowdstart.campaign.StockCommand;
import crowdstart.identity.TierId;
import crowdstart.order.PlaceAnswer;
import crowdstart.testing.Samples;
import java.io.NotSerializableException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.pekko.actor.ExtendedActorSystem;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.apache.pekko.serialization.SerializationExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CheckoutSerializerTest {
  /** Artery's {@code maximum-frame-size}. */
  private static final int FRAME = 256 * 1024;

  private static final PricedLine LINE = new PricedLine(Fixture.EARLY, 2, 500);
  private static final BatchAnswers ANSWERS =
      new BatchAnswers(
          7,
          List.of(0, 300),
          List.of(
              new StockAnswer.Held(List.of(LINE), Fixture.EUR, Instant.ofEpochSecond(1, 2)),
              new StockAnswer.Refused(HoldRefusal.SOLD_OUT)));

  private final ActorTestKit kit = ActorTestKit.create(ConfigFactory.load("core-test"));
  private final CheckoutSerializer serializer =
      new CheckoutSerializer((ExtendedActorSystem) Adapter.toClassic(kit.system()));

  @AfterEach
  void close() {
    kit.shutdownTestKit();
  }

  /** A node of another version has to read it: whoever changes these bytes takes a new manifest. */
  @Test
  void itsBytesStayAsTheyAre() throws NotSerializableException {
    byte[] bytes =
        HexFormat.of()
            .parseHex(
                "0000000000000007"
                    + "00000002"
                    + "00000000"
                    + "0000012c"
                    + "00000002"
                    + "68"
                    + "00000001"
                    + "00000005"
                    + "6561726c79"
                    + "00000002"
                    + "00000000000001f4"
                    + "00000003"
                    + "455552"
                    + "0000000000000001"
                    + "00000002"
                    + "78"
                    + "00000008"
                    + "534f4c445f4f5554");
    assertThat(serializer.manifest(ANSWERS)).isEqualTo("b");
    assertThat(serializer.toBinary(ANSWERS)).isEqualTo(bytes);
    assertThat(serializer.fromBinary(bytes, "b")).isEqualTo(ANSWERS);
  }

  @Test
  void theOrderOfTheBufferIsItsOwners() throws NotSerializableException {
    ByteBuffer frame = ByteBuffer.allocateDirect(1_000).order(ByteOrder.LITTLE_ENDIAN);
    serializer.toBinary(ANSWERS, frame);
    assertThat(frame.order()).isEqualTo(ByteOrder.LITTLE_ENDIAN);
    frame.flip();
    byte[] bytes = new byte[frame.remaining()];
    frame.duplicate().get(bytes);
    assertThat(bytes).isEqualTo(serializer.toBinary(ANSWERS));
    assertThat(serializer.fromBinary(frame, "b")).isEqualTo(ANSWERS);
    assertThat(frame.order()).isEqualTo(ByteOrder.LITTLE_ENDIAN);
  }

  @Test
  void aFullBatchHasRoom() throws NotSerializableException {
    List<StockCommand> commands =
        IntStream.range(0, 5_000)
            .<StockCommand>mapToObj(i -> new StockCommand.FindHold(Fixture.order(i)))
            .toList();
    GateMessage.Batch batch =
        new GateMessage.Batch(
            1,
            commands,
            IntStream.range(0, 5_000).boxed().toList(),
            kit.<BatchAnswers>createTestProbe().getRef());
    assertThat(serializer.fromBinary(serializer.toBinary(batch), "B")).isEqualTo(batch);
  }

  /** As full as a stock desk makes one: 500 commands with 1,010 lines. */
  @Test
  void theFullestMessagesFitInAFrame() {
    TierId longest = new TierId("t".repeat(40));
    List<Line> eleven = Collections.nCopies(Line.LINES_MAX, new Line(longest, 1));
    List<StockCommand> commands = new ArrayList<>(Collections.nCopies(408, Fixture.find(1)));
    List<StockAnswer> answers = new ArrayList<>();
    for (int i = 0; i < 92; i++) {
      commands.add(new StockCommand.PlaceHold(Fixture.order(i), Fixture.backer(i), eleven));
    }
    List<PricedLine> priced = Collections.nCopies(3, new PricedLine(longest, 1, 1));
    for (int i = 0; i < commands.size(); i++) {
      answers.add(new StockAnswer.Held(priced, Fixture.EUR, Fixture.EXPIRES_AT));
    }
    List<Integer> numbers = IntStream.range(0, commands.size()).boxed().toList();
    ActorRef<BatchAnswers> desk = kit.<BatchAnswers>createTestProbe().getRef();
    assertThat(serializer.toBinary(new GateMessage.Batch(1, commands, numbers, desk)))
        .hasSizeLessThan(FRAME / 2);
    assertThat(serializer.toBinary(new BatchAnswers(1, numbers, answers)))
        .hasSizeLessThan(FRAME / 2);
  }

  @Test
  void whatIsCutShortIsRefused() {
    Samples.all(kit.createTestProbe().getRef()).stream()
        .filter(sample ->
            SerializationExtension.get(kit.system()).findSerializerFor(sample)
                instanceof CheckoutSerializer)
        .forEach(sample -> {
          byte[] whole = serializer.toBinary(sample);
          for (int length = 0; length < whole.length; length++) {
            byte[] part = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> serializer.fromBinary(part, serializer.manifest(sample)))
                .isInstanceOf(BufferUnderflowException.class);
          }
        });
  }

  @Test
  void whatItDoesNotKnowIsRefused() {
    assertThatThrownBy(() -> serializer.fromBinary(new byte[0], "?"))
        .isInstanceOf(NotSerializableException.class);
    assertThatThrownBy(() -> serializer.toBinary("text"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> serializer.manifest(new Object()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(serializer.manifest(new PlaceAnswer.Unknown())).isEqualTo("u");
  }
}
