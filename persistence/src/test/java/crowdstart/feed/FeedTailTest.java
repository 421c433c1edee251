package crowdstart.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Consumers at many places of one journal, each of which must see every event once, in order. */
class FeedTailTest {
  private static final int KILOBYTE = 1024;

  private final List<FeedTail.Stored> journal = new ArrayList<>();
  private final FeedTail tail = new FeedTail();
  private int queries;

  @Test
  void whatOneHasReadTheOthersTakeFromMemory() throws Exception {
    write(10, KILOBYTE);
    assertThat(numbers(read(FeedOffset.START, 100))).hasSize(10);
    assertThat(numbers(read(FeedOffset.START, 100))).hasSize(10);
    assertThat(numbers(read(offset(4), 3))).containsExactly(5L, 6L, 7L);
    assertThat(queries).isEqualTo(1);
  }

  @Test
  void whoeverIsAtTheEndReadsOn() throws Exception {
    write(3, KILOBYTE);
    read(FeedOffset.START, 100);
    assertThat(read(offset(3), 100)).isEmpty();
    write(2, KILOBYTE);
    assertThat(numbers(read(offset(3), 100))).containsExactly(4L, 5L);
    assertThat(numbers(read(offset(2), 100))).containsExactly(3L, 4L, 5L);
    assertThat(queries).isEqualTo(3);
  }

  @Test
  void whoeverIsFarBehindReadsAloneAndDisturbsNobody() throws Exception {
    write(4 * FeedTail.BYTES_MAX / KILOBYTE, KILOBYTE);
    for (FeedOffset at = FeedOffset.START; ; ) {
      var page = read(at, 500);
      if (page.isEmpty()) {
        break;
      }
      at = page.getLast().offset();
    }
    int before = queries;
    assertThat(numbers(read(FeedOffset.START, 2))).containsExactly(1L, 2L);
    assertThat(queries).isEqualTo(before + 1);
    assertThat(numbers(read(offset(journal.size() - 1), 2))).containsExactly((long) journal.size());
    assertThat(queries).isEqualTo(before + 1);
  }

  @Test
  void anEventLargerThanAllThatIsKeptIsReadByEachForItself() throws Exception {
    write(1, FeedTail.BYTES_MAX + 1);
    assertThat(read(FeedOffset.START, 5)).hasSize(1);
    assertThat(read(FeedOffset.START, 5)).hasSize(1);
    write(1, KILOBYTE);
    assertThat(numbers(read(offset(1), 5))).containsExactly(2L);
  }

  /** Places, page sizes and the growth of the journal are drawn; no reader may miss or repeat. */
  @Test
  void nobodyMissesAnything() throws Exception {
    for (int seed = 0; seed < 50; seed++) {
      Random random = new Random(seed);
      journal.clear();
      FeedTail shared = new FeedTail();
      long[] places = new long[5];
      for (int step = 0; step < 400; step++) {
        if (random.nextInt(3) == 0) {
          write(random.nextInt(40), random.nextInt(64) * KILOBYTE);
        }
        int reader = random.nextInt(places.length);
        var page =
            shared.page(this::query, offset(places[reader]), 1 + random.nextInt(reader * 20 + 5));
        for (FeedEvent<Object> event : page) {
          assertThat(event.sequenceNumber()).as("seed %d", seed).isEqualTo(++places[reader]);
        }
        if (page.isEmpty()) {
          assertThat(places[reader]).as("seed %d", seed).isEqualTo(journal.size());
        }
      }
    }
  }

  private List<FeedEvent<Object>> read(FeedOffset after, int max) throws Exception {
    return tail.page(this::query, after, max);
  }

  private List<FeedTail.Stored> query(FeedOffset after, int max) throws SQLException {
    queries++;
    return journal.stream()
        .filter(stored -> stored.event().offset().compareTo(after) > 0)
        .limit(max)
        .toList();
  }

  private void write(int count, int bytes) {
    for (int i = 0; i < count; i++) {
      long number = journal.size() + 1L;
      var event = new FeedEvent<Object>("some", number, "event", Instant.EPOCH, offset(number));
      journal.add(new FeedTail.Stored(event, bytes));
    }
  }

  /** Transactions of three events each, whose numbers gain a digit on the way. */
  private static FeedOffset offset(long number) {
    return number == 0 ? FeedOffset.START : new FeedOffset(98 + number / 3, number);
  }

  private static List<Long> numbers(List<FeedEvent<Object>> events) {
    return events.stream().map(FeedEvent::sequenceNumber).toList();
  }
}
