package crowdstart.campaign;

import crowdstart.identity.CampaignId;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;

/**
 * A node's way to the gates. Commands to one gate travel together with their neighbours, so that a
 * surge on one node is a few messages on the wire. What is not answered in time, or answered
 * unknown, is sent again for as long as somebody waits for it: the gate may be moving, or its
 * database, and every stock command may be repeated.
 */
public final class StockDesk extends AbstractBehavior<StockDesk.Message> {
  /** How many commands travel in one message. */
  public static final int BATCH_MAX = 500;

  /**
   * With how many lines, and those of one command more; its answers as well. At 100 bytes a command
   * and 60 a line a message stays far within a frame; one beyond it would be dropped.
   */
  public static final int BATCH_LINES_MAX = 1_000;

  /** How many batches may be under way to one gate; what comes meanwhile travels next. */
  static final int BATCHES_MAX = 16;

  /** How many commands may wait here for one gate; the next is answered overloaded. */
  static final int WAITING_MAX = 20_000;

  /** A batch without all its answers after this time is sent again. */
  static final Duration RESEND_AFTER = Duration.ofSeconds(1);

  /** The pace of sending again. */
  private static final Duration TICK = Duration.ofMillis(250);

  private static final long RETRY_AFTER_MILLIS = 1_000;

  /** Sends a batch to the gate of a campaign; the cluster's sharding, or a test's. */
  public interface Gates {
    void send(CampaignId campaign, GateMessage.Batch batch);
  }

  /** What a desk receives. */
  public sealed interface Message {}

  /**
   * Asks for an answer, once, on any thread.
   *
   * @param patience how long somebody waits for it; then the answer is unknown
   */
  public record Submit(
      CampaignId campaign, StockCommand command, Duration patience, Consumer<StockAnswer> answer)
      implements Message {}

  private record Answered(BatchAnswers answers) implements Message {}

  private record Flush() implements Message {}

  private record Tick() implements Message {}

  /** A command that waits for its one answer. */
  private static final class Asked {
    final StockCommand command;
    final long deadline;
    private final Consumer<StockAnswer> to;
    private boolean isAnswered;

    /** An earlier copy may yet be carried out, whatever becomes of the next. */
    private boolean wasSentBefore;

    Asked(StockCommand command, long deadline, Consumer<StockAnswer> to) {
      this.command = command;
      this.deadline = deadline;
      this.to = to;
    }

    boolean isAnswered() {
      return isAnswered;
    }

    void answer(StockAnswer answer) {
      if (!isAnswered) {
        isAnswered = true;
        to.accept(answer);
      }
    }
  }

  /** A batch under way; a command that is answered leaves its place. */
  private record UnderWay(CampaignId campaign, Map<Integer, Asked> open, long sentAt) {
    boolean isAnswered() {
      return open.values().stream().allMatch(Asked::isAnswered);
    }
  }

  private final Gates gates;
  private final org.apache.pekko.actor.typed.ActorRef<BatchAnswers> answers;
  private final Map<CampaignId, ArrayDeque<Asked>> waiting = new HashMap<>();
  private final Map<Long, UnderWay> underWay = new HashMap<>();

  /**
   * Batches that were sent again, until all their commands are answered. A gate that is slower than
   * the resending answers the first batch first, and that answer is as good as the next.
   */
  private final Map<Long, UnderWay> sentAgain = new HashMap<>();

  /** What its gate could not tell; it is asked again at the next tick, before all that waits. */
  private final Map<CampaignId, List<Asked>> unknown = new HashMap<>();

  private final Map<CampaignId, Integer> batches = new HashMap<>();
  private boolean isFlushing;
  private long lastNumber;

  public static Behavior<Message> create(Gates gates) {
    return Behaviors.setup(context ->
        Behaviors.withTimers(timers -> {
          timers.startTimerWithFixedDelay(new Tick(), TICK);
          return new StockDesk(context, gates);
        }));
  }

  private StockDesk(ActorContext<Message> context, Gates gates) {
    super(context);
    this.gates = gates;
    this.answers = context.messageAdapter(BatchAnswers.class, Answered::new);
  }

  @Override
  public Receive<Message> createReceive() {
    return newReceiveBuilder().onAnyMessage(this::onMessage).build();
  }

  private Behavior<Message> onMessage(Message message) {
    switch (message) {
      case Submit submit -> submit(submit);
      case Answered(BatchAnswers batch) -> answered(batch);
      case Flush _ -> flush();
      case Tick _ -> {
        askUnknownAgain();
        resend();
      }
    }
    return this;
  }

  private void submit(Submit submit) {
    ArrayDeque<Asked> queue = waiting.computeIfAbsent(submit.campaign(), _ -> new ArrayDeque<>());
    if (queue.size() >= WAITING_MAX) {
      submit.answer().accept(new StockAnswer.Overloaded(RETRY_AFTER_MILLIS));
      return;
    }
    long deadline = System.nanoTime() + submit.patience().toNanos();
    queue.add(new Asked(submit.command(), deadline, submit.answer()));
    flushSoon();
  }

  /** Behind whatever is in the mailbox already: that is what travels together. */
  private void flushSoon() {
    if (!isFlushing) {
      isFlushing = true;
      getContext().getSelf().tell(new Flush());
    }
  }

  private void flush() {
    isFlushing = false;
    Iterator<Map.Entry<CampaignId, ArrayDeque<Asked>>> all = waiting.entrySet().iterator();
    while (all.hasNext()) {
      Map.Entry<CampaignId, ArrayDeque<Asked>> next = all.next();
      while (!next.getValue().isEmpty() && batches.getOrDefault(next.getKey(), 0) < BATCHES_MAX) {
        send(next.getKey(), next.getValue());
      }
      if (next.getValue().isEmpty()) {
        all.remove();
      }
    }
  }

  private void send(CampaignId campaign, ArrayDeque<Asked> queue) {
    long now = System.nanoTime();
    Map<Integer, Asked> open = new HashMap<>();
    List<StockCommand> commands = new ArrayList<>();
    List<Integer> patience = new ArrayList<>();
    int lines = 0;
    while (commands.size() < BATCH_MAX && lines < BATCH_LINES_MAX && !queue.isEmpty()) {
      Asked asked = queue.remove();
      long left = Duration.ofNanos(asked.deadline - now).toMillis();
      if (left <= 0) {
        asked.answer(new StockAnswer.Unknown());
      } else if (!asked.isAnswered()) {
        open.put(commands.size(), asked);
        commands.add(asked.command);
        lines += asked.command instanceof StockCommand.PlaceHold hold ? hold.lines().size() : 0;
        patience.add((int) Math.min(left, Integer.MAX_VALUE));
      }
    }
    if (!commands.isEmpty()) {
      long number = ++lastNumber;
      underWay.put(number, new UnderWay(campaign, open, now));
      batches.merge(campaign, 1, Integer::sum);
      gates.send(campaign, new GateMessage.Batch(number, commands, patience, answers));
    }
  }

  private void answered(BatchAnswers batch) {
    UnderWay current = underWay.get(batch.number());
    UnderWay sent = current != null ? current : sentAgain.get(batch.number());
    if (sent == null) {
      return; // All of it is answered already.
    }
    for (int i = 0; i < batch.positions().size(); i++) {
      Asked asked = sent.open().remove(batch.positions().get(i));
      StockAnswer answer = batch.answers().get(i);
      if (asked == null) {
        continue;
      }
      boolean isOpen =
          answer instanceof StockAnswer.Unknown
              || (asked.wasSentBefore && answer instanceof StockAnswer.Overloaded);
      if (!isOpen) {
        asked.answer(answer);
      } else if (current != null && !asked.isAnswered()) {
        // What was sent again already needs no third time.
        askAgain(sent.campaign(), asked);
      }
    }
    if (current != null && current.open().isEmpty()) {
      finish(batch.number(), current);
    }
  }

  private void askAgain(CampaignId campaign, Asked asked) {
    List<Asked> all = unknown.computeIfAbsent(campaign, _ -> new ArrayList<>());
    if (all.size() >= WAITING_MAX) {
      asked.answer(new StockAnswer.Unknown());
    } else {
      asked.wasSentBefore = true;
      all.add(asked);
    }
  }

  /** Whoever has stopped waiting meanwhile is told so when their turn comes. */
  private void askUnknownAgain() {
    unknown.forEach((campaign, all) -> {
      ArrayDeque<Asked> queue = waiting.computeIfAbsent(campaign, _ -> new ArrayDeque<>());
      all.reversed().forEach(queue::addFirst);
      flushSoon();
    });
    unknown.clear();
  }

  private void finish(long number, UnderWay sent) {
    underWay.remove(number);
    batches.computeIfPresent(sent.campaign(), (_, count) -> count > 1 ? count - 1 : null);
    if (waiting.containsKey(sent.campaign())) {
      flushSoon();
    }
  }

  private void resend() {
    long now = System.nanoTime();
    Map<Long, UnderWay> late = new HashMap<>();
    underWay.forEach((number, sent) -> {
      if (now - sent.sentAt() >= RESEND_AFTER.toNanos()) {
        late.put(number, sent);
      }
    });
    late.forEach((number, sent) -> {
      ArrayDeque<Asked> queue = waiting.computeIfAbsent(sent.campaign(), _ -> new ArrayDeque<>());
      sent.open()
          .values()
          .forEach(asked -> {
            asked.wasSentBefore = true;
            queue.addFirst(asked);
          });
      finish(number, sent);
      sentAgain.put(number, sent);
      flushSoon();
    });
    sentAgain.values().removeIf(UnderWay::isAnswered);
  }
}
