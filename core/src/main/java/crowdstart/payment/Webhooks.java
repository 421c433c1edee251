package crowdstart.payment;

import java.util.ArrayList;
import java.util.List;
import org.apache.pekko.actor.typed.ActorRef;

/**
 * Webhooks that an entity has to look into, and who waits for their receipt. A look that began
 * before a webhook came says nothing about it: that one waits for the next look.
 */
final class Webhooks {
  /** How many may wait at once; the next is told unknown. */
  private static final int WEBHOOKS_MAX = 50;

  private final List<PaymentMessage.Hear> waiting = new ArrayList<>();
  private final List<PaymentMessage.Hear> lookedInto = new ArrayList<>();

  void add(PaymentMessage.Hear hear) {
    if (waiting.size() + lookedInto.size() >= WEBHOOKS_MAX) {
      hear.replyTo().tell(new PaymentAnswer.Unknown());
    } else {
      waiting.add(hear);
    }
  }

  /** A look begins, and covers all who wait. */
  void look() {
    lookedInto.addAll(waiting);
    waiting.clear();
  }

  /** What was under way has come back: whoever it covered has a receipt, the others come again. */
  void answered(PaymentAnswer answer, ActorRef<PaymentMessage> again) {
    lookedInto.forEach(hear -> hear.replyTo().tell(answer));
    lookedInto.clear();
    waiting.forEach(again::tell);
    waiting.clear();
  }

  void fail() {
    look();
    lookedInto.forEach(hear -> hear.replyTo().tell(new PaymentAnswer.Unknown()));
    lookedInto.clear();
  }
}
