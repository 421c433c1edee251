package crowdstart.checkout;

import crowdstart.campaign.BatchAnswers;
import crowdstart.campaign.GateMessage;
import crowdstart.order.OrderMessage;
import crowdstart.order.PlaceAnswer;
import crowdstart.order.PlaceRefusal;
import java.io.NotSerializableException;
import java.nio.BufferOverflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.apache.pekko.actor.ExtendedActorSystem;
import org.apache.pekko.actor.typed.ActorRefResolver;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.apache.pekko.serialization.ByteBufferSerializer;
import org.apache.pekko.serialization.SerializerWithStringManifest;

/**
 * The bytes of what a checkout sends between nodes: two questions and their answers, several for
 * each order, which as CBOR took a tenth of a node's time. Everything else travels as CBOR.
 *
 * <p>In a rolling update nodes of two versions understand each other: a message that changes gets a
 * new manifest, the old one is still read, and is written until every node reads the new one. One
 * more kind of command or answer, or of refusal, changes its message.
 */
public final class CheckoutSerializer extends SerializerWithStringManifest
    implements ByteBufferSerializer {
  /** Pekko keeps 0 to 40 for itself. Never to be changed. */
  private static final int IDENTIFIER = 471_100;

  private static final String PLACE = "P";
  private static final String PLACED = "p";
  private static final String REFUSED = "r";
  private static final String OVERLOADED = "o";
  private static final String UNKNOWN = "u";
  private static final String BATCH = "B";
  private static final String BATCH_ANSWERS = "b";

  /** Pekko's buffers for frames are in the other order, and those for what is wrapped in this. */
  private static final ByteOrder ORDER = ByteOrder.BIG_ENDIAN;

  /** More than an order takes with all that it may have. */
  private static final int BYTES_OF_ONE = 1 << 12;

  /** What most commands, and most answers, take. */
  private static final int BYTES_OF_EACH = 1 << 8;

  /** Four times the largest frame that a node sends. */
  private static final int BYTES_MAX = 1 << 20;

  private final ActorRefResolver refs;

  /** Made by Pekko. */
  public CheckoutSerializer(ExtendedActorSystem system) {
    this.refs = ActorRefResolver.get(Adapter.toTyped(system));
  }

  @Override
  public int identifier() {
    return IDENTIFIER;
  }

  @Override
  public String manifest(Object message) {
    return switch (message) {
      case OrderMessage.Place _ -> PLACE;
      case PlaceAnswer.Placed _ -> PLACED;
      case PlaceAnswer.Refused _ -> REFUSED;
      case PlaceAnswer.Overloaded _ -> OVERLOADED;
      case PlaceAnswer.Unknown _ -> UNKNOWN;
      case GateMessage.Batch _ -> BATCH;
      case BatchAnswers _ -> BATCH_ANSWERS;
      default -> throw notOurs(message);
    };
  }

  /** Throws {@link BufferOverflowException} when there is no room. */
  @Override
  public void toBinary(Object message, ByteBuffer to) {
    ByteOrder order = to.order();
    try {
      put(message, new Fields(to.order(ORDER), refs));
    } finally {
      to.order(order);
    }
  }

  private static void put(Object message, Fields fields) {
    switch (message) {
      case OrderMessage.Place place -> OrderFields.put(fields, place);
      case PlaceAnswer.Placed placed -> OrderFields.put(fields, placed);
      case PlaceAnswer.Refused(PlaceRefusal why) -> fields.put(why);
      case PlaceAnswer.Overloaded(long millis) -> fields.put(millis);
      case PlaceAnswer.Unknown _ -> {}
      case GateMessage.Batch batch -> StockFields.put(fields, batch);
      case BatchAnswers answers -> StockFields.put(fields, answers);
      default -> throw notOurs(message);
    }
  }

  @Override
  public Object fromBinary(ByteBuffer from, String manifest) throws NotSerializableException {
    ByteOrder order = from.order();
    try {
      return get(new Fields(from.order(ORDER), refs), manifest);
    } finally {
      from.order(order);
    }
  }

  private static Object get(Fields fields, String manifest) throws NotSerializableException {
    return switch (manifest) {
      case PLACE -> OrderFields.place(fields);
      case PLACED -> OrderFields.placed(fields);
      case REFUSED -> new PlaceAnswer.Refused(fields.getEnum(PlaceRefusal.class));
      case OVERLOADED -> new PlaceAnswer.Overloaded(fields.getLong());
      case UNKNOWN -> new PlaceAnswer.Unknown();
      case BATCH -> StockFields.batch(fields);
      case BATCH_ANSWERS -> StockFields.answers(fields);
      default -> throw new NotSerializableException("no message of a checkout: " + manifest);
    };
  }

  @Override
  public byte[] toBinary(Object message) {
    for (int size = bytesOfMost(message); ; size *= 2) {
      try {
        ByteBuffer bytes = ByteBuffer.allocate(size);
        toBinary(message, bytes);
        return Arrays.copyOf(bytes.array(), bytes.position());
      } catch (BufferOverflowException e) {
        if (size >= BYTES_MAX) {
          throw e;
        }
      }
    }
  }

  @Override
  public Object fromBinary(byte[] bytes, String manifest) throws NotSerializableException {
    return fromBinary(ByteBuffer.wrap(bytes), manifest);
  }

  private static int bytesOfMost(Object message) {
    int count =
        switch (message) {
          case GateMessage.Batch batch -> batch.commands().size();
          case BatchAnswers answers -> answers.answers().size();
          default -> 0;
        };
    return BYTES_OF_ONE + count * BYTES_OF_EACH;
  }

  private static IllegalArgumentException notOurs(Object message) {
    return new IllegalArgumentException("no message of a checkout: " + message.getClass());
  }
}
