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
import crowdstart.campaign.StockDesk;
import crowdstart.identity.BackerId;
import crowdstart.identity.OrderId;
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
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.zip.CRC32;
import org.apache.pekko.actor.ExtendedActorSystem;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.apache.pekko.serialization.Serialization;
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

  /** As above, for one of each kind; sums, since the bytes are many. */
  @Test
  void allBytesStayAsTheyAre() {
    Map<String, Long> sums = new TreeMap<>();
    for (Object sample : samples(kit.system().deadLetters())) {
      CRC32 sum = new CRC32();
      sum.update(serializer.toBinary(sample));
      sums.merge(serializer.manifest(sample), sum.getValue(), Long::sum);
    }
    assertThat(sums)
        .isEqualTo(
            Map.of(
                "B", 2_798_117_354L,
                "P", 3_776_860_301L,
                "b", 675_510_548L,
                "o", 3_772_704_480L,
                "p", 6_561_511_206L,
                "r", 20_179_288_283L,
                "u", 0L));
  }

  @Test
  void theOrderOfTheBufferIsItsOwners() throws NotSerializableException {
    for (Object sample : samples(kit.createTestProbe().getRef())) {
      ByteBuffer frame = ByteBuffer.allocateDirect(10_000).order(ByteOrder.LITTLE_ENDIAN);
      serializer.toBinary(sample, frame);
      assertThat(frame.order()).isEqualTo(ByteOrder.LITTLE_ENDIAN);
      frame.flip();
      byte[] bytes = new byte[frame.remaining()];
      frame.duplicate().get(bytes);
      assertThat(bytes).isEqualTo(serializer.toBinary(sample));
      assertThat(serializer.fromBinary(frame, serializer.manifest(sample))).isEqualTo(sample);
      assertThat(frame.order()).isEqualTo(ByteOrder.LITTLE_ENDIAN);
    }
  }

  /** One of each kind that is ours at least. */
  private List<Object> samples(ActorRef<?> to) {
    Serialization serializers = SerializationExtension.get(kit.system());
    return Samples.all(to).stream()
        .filter(sample -> serializers.findSerializerFor(sample) instanceof CheckoutSerializer)
        .toList();
  }

  @Test
  void whatIsFarBeyondAFrameHasRoom() throws NotSerializableException {
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

  /** As full as a stock desk makes one. */
  @Test
  void theFullestMessagesFitInAFrame() {
    TierId longest = new TierId("t".repeat(40));
    List<Line> eleven = Collections.nCopies(Line.LINES_MAX, new Line(longest, 1));
    List<PricedLine> priced = Collections.nCopies(Line.LINES_MAX, new PricedLine(longest, 1, 1));
    OrderId order = new OrderId("r".repeat(12) + "-" + "0".repeat(26));
    BackerId backer = new BackerId("b".repeat(16));
    List<StockCommand> commands = new ArrayList<>();
    List<StockAnswer> answers = new ArrayList<>();
    while (commands.size() * Line.LINES_MAX < StockDesk.BATCH_LINES_MAX) {
      commands.add(new StockCommand.PlaceHold(order, backer, eleven));
      answers.add(new StockAnswer.Held(priced, Fixture.EUR, Fixture.EXPIRES_AT));
    }
    while (commands.size() < StockDesk.BATCH_MAX) {
      commands.add(new StockCommand.PlaceHold(order, backer, List.of()));
      answers.add(new StockAnswer.Refused(HoldRefusal.BEYOND_CAMPAIGN_TOTAL));
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
    samples(kit.createTestProbe().getRef())
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
