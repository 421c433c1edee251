package crowdstart.checkout;

import crowdstart.identity.BackerId;
import crowdstart.identity.CampaignId;
import crowdstart.identity.OrderId;
import crowdstart.identity.TierId;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorRefResolver;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a message, one behind the other: numbers big-endian, texts in UTF-8 behind their
 * length. Reading what is cut short throws {@link BufferUnderflowException}.
 */
final class Fields {
  private static final int ABSENT = -1;

  private final ByteBuffer bytes;
  private final ActorRefResolver refs;

  Fields(ByteBuffer bytes, ActorRefResolver refs) {
    this.bytes = bytes;
    this.refs = refs;
  }

  void put(byte value) {
    bytes.put(value);
  }

  byte getByte() {
    return bytes.get();
  }

  void put(boolean value) {
    bytes.put((byte) (value ? 1 : 0));
  }

  boolean getBoolean() {
    return bytes.get() != 0;
  }

  void put(int value) {
    bytes.putInt(value);
  }

  int getInt() {
    return bytes.getInt();
  }

  void put(long value) {
    bytes.putLong(value);
  }

  long getLong() {
    return bytes.getLong();
  }

  void put(String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    bytes.putInt(utf8.length);
    bytes.put(utf8);
  }

  String getText() {
    return text(bytes.getInt());
  }

  void putOptional(@Nullable String text) {
    if (text == null) {
      bytes.putInt(ABSENT);
    } else {
      put(text);
    }
  }

  @Nullable String getOptionalText() {
    int length = bytes.getInt();
    return length == ABSENT ? null : text(length);
  }

  private String text(int length) {
    checkThere(length);
    byte[] utf8 = new byte[length];
    bytes.get(utf8);
    return new String(utf8, StandardCharsets.UTF_8);
  }

  void put(Instant at) {
    bytes.putLong(at.getEpochSecond());
    bytes.putInt(at.getNano());
  }

  Instant getInstant() {
    return Instant.ofEpochSecond(bytes.getLong(), bytes.getInt());
  }

  /** By name: their order means nothing. */
  void put(Enum<?> constant) {
    put(constant.name());
  }

  <T extends Enum<T>> T getEnum(Class<T> type) {
    return Enum.valueOf(type, getText());
  }

  void put(Currency currency) {
    put(currency.getCurrencyCode());
  }

  Currency getCurrency() {
    return Currency.getInstance(getText());
  }

  void put(OrderId id) {
    put(id.value());
  }

  OrderId getOrder() {
    return new OrderId(getText());
  }

  void put(CampaignId id) {
    put(id.value());
  }

  CampaignId getCampaign() {
    return new CampaignId(getText());
  }

  void put(BackerId id) {
    put(id.value());
  }

  BackerId getBacker() {
    return new BackerId(getText());
  }

  void put(TierId id) {
    put(id.value());
  }

  TierId getTier() {
    return new TierId(getText());
  }

  void put(ActorRef<?> ref) {
    put(refs.toSerializationFormat(ref));
  }

  <T> ActorRef<T> getRef() {
    return refs.resolveActorRef(getText());
  }

  <T> void put(List<T> all, BiConsumer<Fields, T> each) {
    bytes.putInt(all.size());
    for (T one : all) {
      each.accept(this, one);
    }
  }

  <T> List<T> getList(Function<Fields, T> each) {
    int size = bytes.getInt();
    checkThere(size); // Each takes a byte at least.
    List<T> all = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      all.add(each.apply(this));
    }
    return all;
  }

  private void checkThere(int count) {
    if (count < 0 || count > bytes.remaining()) {
      throw new BufferUnderflowException();
    }
  }
}
