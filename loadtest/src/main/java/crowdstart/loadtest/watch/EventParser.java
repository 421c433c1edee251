package crowdstart.loadtest.watch;

import crowdstart.loadtest.client.BadResponse;
import crowdstart.loadtest.client.ResponseParser;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Parses server-sent events as their bytes arrive, however they are split. Not thread-safe. */
public final class EventParser implements ResponseParser.BodySink {
  /** Longest line in bytes; a longer one is a {@link BadResponse}. */
  public static final int LINE_BYTES_MAX = 64 * 1024;

  /** Receives each event that has data. */
  @FunctionalInterface
  public interface Listener {
    void event(String id, Data data);
  }

  /**
   * The data of an event, turned into text only when asked for: of 5,000 equal ones, one is read.
   */
  public interface Data {
    String text();

    /** Equal for equal data. */
    int hash();
  }

  private final Listener listener;
  private byte[] line = new byte[256];
  private int length;
  private byte[] data = new byte[256];
  private int dataLength;
  private boolean hasData;
  private String id = "";

  public EventParser(Listener listener) {
    this.listener = listener;
  }

  /** Forgets the unfinished event of a stream that broke. */
  public void reset() {
    length = 0;
    dataLength = 0;
    hasData = false;
  }

  @Override
  public void accept(byte[] bytes, int from, int to) {
    for (int position = from; position < to; ) {
      int end = position;
      while (end < to && bytes[end] != '\n') {
        end++;
      }
      append(bytes, position, end);
      if (end < to) {
        lineComplete();
        length = 0;
      }
      position = end + 1;
    }
  }

  private void append(byte[] bytes, int from, int to) {
    int more = to - from;
    if (length + more > LINE_BYTES_MAX) {
      throw new BadResponse("an event line longer than " + LINE_BYTES_MAX + " bytes");
    }
    if (line.length < length + more) {
      line = Arrays.copyOf(line, Math.max(length + more, 2 * line.length));
    }
    System.arraycopy(bytes, from, line, length, more);
    length += more;
  }

  private void lineComplete() {
    int end = length > 0 && line[length - 1] == '\r' ? length - 1 : length;
    if (end == 0) {
      dispatch();
    } else if (startsWith("id:", end)) {
      id = text(3, end);
    } else if (startsWith("data:", end)) {
      keepData(5, end);
    }
    // Comments are heartbeats; event names and retry hints change nothing here.
  }

  private void dispatch() {
    if (hasData) {
      listener.event(id, new Current());
    }
    dataLength = 0;
    hasData = false;
  }

  /** The data at hand, which the next event overwrites. */
  private final class Current implements Data {
    @Override
    public String text() {
      return new String(data, 0, dataLength, StandardCharsets.UTF_8);
    }

    @Override
    public int hash() {
      int hash = 1;
      for (int i = 0; i < dataLength; i++) {
        hash = 31 * hash + data[i];
      }
      return hash;
    }
  }

  private void keepData(int from, int end) {
    int more = end - from;
    if (data.length < dataLength + more) {
      data = Arrays.copyOf(data, dataLength + more);
    }
    System.arraycopy(line, from, data, dataLength, more);
    dataLength += more;
    hasData = true;
  }

  private String text(int from, int end) {
    int start = from < end && line[from] == ' ' ? from + 1 : from;
    return new String(line, start, end - start, StandardCharsets.UTF_8);
  }

  private boolean startsWith(String prefix, int end) {
    if (end < prefix.length()) {
      return false;
    }
    for (int i = 0; i < prefix.length(); i++) {
      if (line[i] != prefix.charAt(i)) {
        return false;
      }
    }
    return true;
  }
}
