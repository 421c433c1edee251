package crowdstart.loadtest.launch.crowd;

import java.nio.ByteBuffer;

/**
 * What one backer is about: waiting and looking at the page, or on the way from a first look
 * through the order to the payment. The same key goes out until an answer says something.
 */
final class Wish {
  /** How often a request without an answer is sent before the backer gives up. */
  static final int TRIES_MAX = 10;

  /** How long a backer who has paid waits to be told that the order is confirmed. */
  static final long CONFIRMATION_NANOS_MAX = 30_000_000_000L;

  private static final String EARLY_BIRD_MARK = "\"id\":\"" + Requests.EARLY_BIRD + "\"";

  private enum Step {
    BROWSE(Call.BROWSE),
    READ(Call.READ),
    ORDER(Call.ORDER),
    REPEAT(Call.REPEAT),
    PAYMENT(Call.PAYMENT),
    /** At the provider's till, which is not a call to a node. */
    CARD(Call.PAYMENT),
    LOOK(Call.LOOK);

    private final Call call;

    Step(Call call) {
      this.call = call;
    }
  }

  private final World world;
  private final Till till;
  private final Backer backer;
  private Step step = Step.BROWSE;
  private boolean isWishing;
  private boolean isLate;
  private boolean takesRegular;
  private long beginsAt;
  private int wishes;
  private int tries;
  private long givesUpAt;
  private String order = "";
  private String reference = "";
  private String clientSecret = "";

  Wish(World world, Till till, Backer backer) {
    this.world = world;
    this.till = till;
    this.backer = backer;
  }

  boolean isWishing() {
    return isWishing;
  }

  /** The backer wants a reward, from this moment on. */
  void begin(long intendedNanos) {
    world.notes.wanted();
    isWishing = true;
    isLate = world.isLate(intendedNanos);
    takesRegular = false;
    wishes++;
    beginsAt = intendedNanos;
    if (!backer.isAsking()) {
      next(Step.READ, intendedNanos);
    }
  }

  void due(long atNanos) {
    if (backer.isAsking()) {
      return;
    }
    if (step == Step.CARD) {
      till.give(backer, world.requests.card(reference, clientSecret));
    } else {
      backer.ask(atNanos);
    }
  }

  Call call() {
    return step.call;
  }

  boolean wantsBody() {
    return step != Step.BROWSE;
  }

  ByteBuffer request() {
    int server = backer.server();
    return switch (step) {
      case BROWSE, READ -> world.requests.page(server);
      case ORDER, REPEAT ->
          world.requests.order(
              server,
              backer.number(),
              backer.number() + "-" + wishes + (takesRegular ? "r" : ""),
              takesRegular ? Requests.REGULAR : Requests.EARLY_BIRD);
      case PAYMENT -> world.requests.payment(server, order);
      case LOOK -> world.requests.look(server, order);
      case CARD -> throw new IllegalStateException("no node takes cards");
    };
  }

  /** The answer to what was asked. */
  void done(String body) {
    tries = 0;
    switch (step) {
      case BROWSE -> rest();
      case READ -> read(body);
      case ORDER -> ordered(Text.field(body, "id"));
      case REPEAT -> {
        if (!Text.field(body, "id").equals(order)) {
          world.notes.error("another order for a repeat");
        }
        payOrNot();
      }
      case PAYMENT -> {
        reference = Text.field(body, "reference");
        clientSecret = Text.field(body, "clientSecret");
        later(Step.CARD, world.habits.typingOfCard());
      }
      case LOOK -> looked(Text.field(body, "state"));
      case CARD -> throw new IllegalStateException("no node takes cards");
    }
  }

  void refused(String type) {
    tries = 0;
    if (step == Step.BROWSE) {
      world.notes.error(type);
      rest();
    } else if (!type.equals("sold-out")) {
      world.notes.error(type);
      end(type.equals("order-not-payable") ? Outcome.TOO_LATE : Outcome.REFUSED);
    } else if (takesRegular) {
      world.notes.error("sold-out, and unlimited");
      end(Outcome.REFUSED);
    } else {
      world.notes.error("sold-out");
      earlyBirdGone();
    }
  }

  /** Nobody can say what became of what was asked: it is sent again, with the same key. */
  void unknown() {
    tries++;
    if (tries < TRIES_MAX) {
      later(step, world.habits.untilRetry());
    } else if (isWishing && step != Step.BROWSE) {
      end(Outcome.NEVER_ANSWERED);
    } else {
      world.notes.error("never answered");
      rest();
    }
  }

  /** The till's answer. */
  void cardTaken(boolean isTaken) {
    if (isTaken) {
      tries = 0;
      givesUpAt = world.now() + CONFIRMATION_NANOS_MAX;
      later(Step.LOOK, world.habits.untilLookAtOrder());
    } else {
      world.notes.error("till");
      unknown();
    }
  }

  private void read(String page) {
    long left = Text.numberAfter(page, EARLY_BIRD_MARK, "remaining");
    if (!isLate && world.habits.happens(Habits.CHANGES_MIND)) {
      end(Outcome.CHANGED_MIND);
    } else if (left == 0) {
      earlyBirdGone();
    } else {
      later(Step.ORDER, world.habits.hesitation());
    }
  }

  private void earlyBirdGone() {
    if (!isLate && world.habits.happens(Habits.TAKES_REGULAR)) {
      takesRegular = true;
      later(Step.ORDER, world.habits.hesitation());
    } else {
      end(Outcome.SOLD_OUT);
    }
  }

  private void ordered(String id) {
    order = id;
    world.notes.acknowledged(world.now());
    if (world.habits.happens(Habits.PRESSES_TWICE)) {
      next(Step.REPEAT, world.now());
    } else {
      payOrNot();
    }
  }

  private void payOrNot() {
    if (isLate || world.habits.happens(Habits.PAYS)) {
      later(Step.PAYMENT, world.habits.hesitation());
    } else {
      end(Outcome.LEFT_TO_LAPSE);
    }
  }

  private void looked(String state) {
    if (state.equals("confirmed")) {
      end(Outcome.CONFIRMED);
    } else if (!state.equals("held")) {
      world.notes.error("paid, and then " + state);
      end(Outcome.TOO_LATE);
    } else if (world.now() > givesUpAt) {
      end(Outcome.UNCONFIRMED);
    } else {
      later(Step.LOOK, world.habits.untilLookAtOrder());
    }
  }

  private void end(Outcome outcome) {
    world.notes.ended(outcome);
    isWishing = false;
    rest();
  }

  private void rest() {
    tries = 0;
    if (isWishing) {
      next(Step.READ, beginsAt);
    } else {
      later(Step.BROWSE, world.habits.untilNextLook());
    }
  }

  private void next(Step then, long intendedNanos) {
    step = then;
    backer.nextStamp();
    backer.ask(intendedNanos);
  }

  private void later(Step then, long nanos) {
    step = then;
    world.timers.set(backer, world.now() + nanos);
  }
}
