package crowdstart.payment;

import java.util.ArrayList;
import java.util.List;
import org.apache.pekko.actor.typed.ActorRef;
import org.jspecify.annotations.Nullable;

/**
 * Who waits for what the provider wants a backer's browser to do. The secret in it is kept in
 * memory for as long as the entity is, and nowhere else.
 */
final class Openers {
  /** How many requests may wait for the provider at once; the next is told unknown. */
  private static final int OPENERS_MAX = 20;

  private final List<ActorRef<PaymentAnswer>> waiting = new ArrayList<>();
  private @Nullable ClientAction action;

  /** What was looked at for those who wait; a second look would say no more. */
  private @Nullable String lookedAt;

  boolean isEmpty() {
    return waiting.isEmpty();
  }

  void add(ActorRef<PaymentAnswer> opener) {
    if (waiting.size() >= OPENERS_MAX) {
      opener.tell(new PaymentAnswer.Unknown());
    } else {
      waiting.add(opener);
      // The backer may have authenticated it meanwhile, and the webhook may be lost: look again.
      if (action != null && action.kind() == ClientAction.Kind.CHARGE) {
        action = null;
      }
    }
  }

  /** Remembers what the provider has said. */
  void hear(OwedAnswer answer) {
    switch (answer) {
      case OwedAnswer.News(ProviderNews.Setup(SetupStanding it)) when it.clientSecret() != null ->
          action = new ClientAction(ClientAction.Kind.SETUP, it.id(), it.clientSecret());
      case OwedAnswer.News(ProviderNews.Charge(ChargeStanding it)) when it.clientSecret() != null ->
          action = new ClientAction(ClientAction.Kind.CHARGE, it.id(), it.clientSecret());
      case OwedAnswer.News _,
          OwedAnswer.Confirmation _,
          OwedAnswer.ChargeRefused _,
          OwedAnswer.RefundRefused _,
          OwedAnswer.NotThere _,
          OwedAnswer.OrderStands _,
          OwedAnswer.OrderTold _,
          OwedAnswer.Unknown _ -> {}
    }
  }

  /** Answers all who wait, if what they wait for is known; otherwise says what to look at. */
  Owed answer(PaymentState state) {
    if (waiting.isEmpty() || !(state instanceof PaymentState.Known known)) {
      return new Owed.Nothing();
    }
    Owed look = wanted(known);
    String reference =
        switch (look) {
          case Owed.ReadSetup(String it) -> it;
          case Owed.ReadCharge(String it) -> it;
          case Owed.Nothing _,
              Owed.CreateSetup _,
              Owed.CancelSetup _,
              Owed.AskOrder _,
              Owed.ConfirmOrder _,
              Owed.CreateCharge _,
              Owed.ConfirmCharge _,
              Owed.CancelCharge _,
              Owed.SendRefund _,
              Owed.FindRefund _,
              Owed.ReadDispute _,
              Owed.TellOrder _ ->
              null;
        };
    ClientAction heard = action;
    if (reference == null) {
      tell(new PaymentAnswer.Found(PaymentStanding.of(known), null));
      return new Owed.Nothing();
    }
    if (heard != null && heard.reference().equals(reference)) {
      tell(new PaymentAnswer.Found(PaymentStanding.of(known), heard));
      return new Owed.Nothing();
    }
    if (reference.equals(lookedAt)) {
      tell(new PaymentAnswer.Found(PaymentStanding.of(known), null));
      return new Owed.Nothing();
    }
    lookedAt = reference;
    return look;
  }

  void fail() {
    tell(new PaymentAnswer.Unknown());
  }

  private static Owed wanted(PaymentState.Known state) {
    return switch (state) {
      case PaymentState.Securing it -> setup(it.setup());
      case PaymentState.Overdue it ->
          it.isReplacing()
              ? setup(it.setup())
              : it.charge().reference() == null
                  ? new Owed.Nothing()
                  : new Owed.ReadCharge(it.charge().reference());
      case PaymentState.Secured _,
          PaymentState.Pledged _,
          PaymentState.Charging _,
          PaymentState.Captured _,
          PaymentState.Ending _,
          PaymentState.Ended _ ->
          new Owed.Nothing();
    };
  }

  private static Owed setup(Setup setup) {
    return setup.reference() == null ? new Owed.Nothing() : new Owed.ReadSetup(setup.reference());
  }

  private void tell(PaymentAnswer answer) {
    waiting.forEach(opener -> opener.tell(answer));
    waiting.clear();
    lookedAt = null;
  }
}
