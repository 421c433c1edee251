package crowdstart.campaign;

import java.util.ArrayDeque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The creator's commands and the reads that wait in a gate. They are few, and go before stock. */
final class GateDesk {
  /** How many of each may wait, as while the campaign is read back; the next is told unknown. */
  private static final int WAITING_MAX = 1_000;

  private final ArrayDeque<GateMessage.Manage> manages = new ArrayDeque<>();
  private final ArrayDeque<GateMessage.Read> reads = new ArrayDeque<>();
  private boolean isClosed;

  void add(GateMessage.Manage manage) {
    if (isClosed || manages.size() >= WAITING_MAX) {
      manage.replyTo().tell(new ManageAnswer.Unknown());
    } else {
      manages.add(manage);
    }
  }

  void add(GateMessage.Read read) {
    if (isClosed || reads.size() >= WAITING_MAX) {
      read.replyTo().tell(new ReadAnswer.Unknown());
    } else {
      reads.add(read);
    }
  }

  GateMessage.@Nullable Manage nextManage() {
    return manages.poll();
  }

  List<GateMessage.Read> takeReads() {
    List<GateMessage.Read> all = List.copyOf(reads);
    reads.clear();
    return all;
  }

  /** Nothing that waits was begun: it may be sent again at once. */
  void close() {
    isClosed = true;
    manages.forEach(manage -> manage.replyTo().tell(new ManageAnswer.Unknown()));
    manages.clear();
    reads.forEach(read -> read.replyTo().tell(new ReadAnswer.Unknown()));
    reads.clear();
  }
}
