package crowdstart.campaign;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.pekko.actor.typed.ActorRef;

/** Gathers the answers to one node's batch, so that those that are ready travel together. */
final class BatchReply {
  private final long number;
  private final ActorRef<BatchAnswers> to;
  private final Set<BatchReply> ready;
  private final List<Integer> positions = new ArrayList<>();
  private final List<StockAnswer> answers = new ArrayList<>();

  private BatchReply(long number, ActorRef<BatchAnswers> to, Set<BatchReply> ready) {
    this.number = number;
    this.to = to;
    this.ready = ready;
  }

  void add(int position, StockAnswer answer) {
    positions.add(position);
    answers.add(answer);
    ready.add(this);
  }

  /** In as many messages as their lines take: a hold may have more of them than was asked for. */
  private void send() {
    int from = 0;
    int lines = 0;
    for (int i = 0; i < answers.size(); i++) {
      lines += answers.get(i) instanceof StockAnswer.Held held ? held.lines().size() : 0;
      if (lines >= StockDesk.BATCH_LINES_MAX || i == answers.size() - 1) {
        send(from, i + 1);
        from = i + 1;
        lines = 0;
      }
    }
    positions.clear();
    answers.clear();
  }

  private void send(int from, int end) {
    to.tell(
        new BatchAnswers(
            number,
            List.copyOf(positions.subList(from, end)),
            List.copyOf(answers.subList(from, end))));
  }

  /** The replies of a gate that have something to send. */
  static final class Outbox {
    private final Set<BatchReply> ready = new LinkedHashSet<>();

    BatchReply reply(GateMessage.Batch batch) {
      return new BatchReply(batch.number(), batch.replyTo(), ready);
    }

    void send() {
      ready.forEach(BatchReply::send);
      ready.clear();
    }
  }
}
