package crowdstart.loadtest.watch;

/**
 * What must hold of one watcher's stream, reconnects included: ids never go back, nothing comes
 * twice, and no more events than agreed.
 */
public final class StreamCheck {
  /** Most events a second that a stream may carry. */
  public static final int EVENTS_PER_SECOND_MAX = 10;

  private static final long SECOND = 1_000_000_000;

  // Room to tell by how much a stream is too fast; beyond it, it is simply far too fast.
  private final long[] arrivals = new long[4 * EVENTS_PER_SECOND_MAX];
  private long firstArrival;
  private long lastId = -1;
  private long events;
  private int lastHash;
  private int idsGoneBack;
  private int cameTwice;
  private int sameIdAnew;
  private int mostInOneSecond;

  /**
   * Notes an event.
   *
   * @param id negative when the stream sent something that is no number
   * @param hash of its data
   */
  public void event(long id, int hash, long nowNanos) {
    if (id < lastId || id < 0) {
      idsGoneBack++;
    } else if (id == lastId && hash == lastHash) {
      cameTwice++;
    } else if (id == lastId) {
      // Lawful: what was ordered in the last minute changes without a new version of the campaign.
      sameIdAnew++;
    }
    lastId = Math.max(lastId, id);
    lastHash = hash;
    if (events == 0) {
      firstArrival = nowNanos;
    }
    arrivals[(int) (events % arrivals.length)] = nowNanos;
    events++;
    mostInOneSecond = Math.max(mostInOneSecond, inTheLastSecond(nowNanos));
  }

  /** The newest id, or -1 before there is one. */
  public long lastId() {
    return lastId;
  }

  public long events() {
    return events;
  }

  /** How many events had a lower id than one before. */
  public int idsGoneBack() {
    return idsGoneBack;
  }

  /** How many events were the same as the one before, id and data. */
  public int cameTwice() {
    return cameTwice;
  }

  /** How many events told something new under the id of the one before. */
  public int sameIdAnew() {
    return sameIdAnew;
  }

  /**
   * Most events that arrived within any one second; late ones arrive together, so this may pass the
   * limit.
   */
  public int mostInOneSecond() {
    return mostInOneSecond;
  }

  /**
   * Whether, over its whole life, the stream carried more than it may; the first event is the state
   * at its start.
   */
  public boolean tooFast(long nowNanos) {
    double seconds = Math.max(1, (nowNanos - firstArrival) / (double) SECOND);
    return events - 1 > seconds * EVENTS_PER_SECOND_MAX + 1;
  }

  private int inTheLastSecond(long nowNanos) {
    int count = 0;
    long kept = Math.min(events, arrivals.length);
    for (long back = 1; back <= kept; back++) {
      if (nowNanos - arrivals[(int) ((events - back) % arrivals.length)] >= SECOND) {
        break;
      }
      count++;
    }
    return count;
  }
}
