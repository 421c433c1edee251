package crowdstart.simulator;

import crowdstart.campaign.CampaignDetails;
import crowdstart.campaign.Line;
import crowdstart.identity.BackerId;
import crowdstart.identity.OrderId;
import crowdstart.order.Backer;
import crowdstart.order.OrderEvent;
import crowdstart.order.OrderRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.Consumer;

/** Orders, hesitates, repeats, changes the body under the same key, cancels, pays, or does not. */
final class SimulatedBacker {
  private static final int ATTEMPTS = 3;
  private static final long WAIT_MILLIS = 1_500;
  private static final int BUSY_MINUTES = 45;
  private static final int RUSH_MILLIS = 4_000;
  private static final int KEYS_MAX = 3;
  private static final int RETRIES_MAX = 4;
  private static final int QUANTITY_MAX = 3;
  private static final int SECONDS_TO_TYPE_MAX = 120;
  private static final int THOUGHT_SECONDS = 20 * 60;

  /** Some are quick, or are no people. */
  private static final int HASTE_SECONDS = 3;

  private final World world;
  private final Random random;
  private final CampaignDetails campaign;
  private final int number;
  private final int thoughtSecondsMax;
  private final List<Wish> wishes = new ArrayList<>();

  /** One thing wanted, under one idempotency key. */
  private static final class Wish {
    final int key;
    final OrderRequest request;
    int attempts;
    boolean isKnown;

    Wish(int key, OrderRequest request) {
      this.key = key;
      this.request = request;
    }
  }

  SimulatedBacker(World world, CampaignDetails campaign, int number) {
    this.world = world;
    this.random = world.random;
    this.campaign = campaign;
    this.number = number;
    this.thoughtSecondsMax = random.nextInt(4) == 0 ? HASTE_SECONDS : THOUGHT_SECONDS;
  }

  void start() {
    int keys = 1 + random.nextInt(KEYS_MAX);
    for (int key = 1; key <= keys; key++) {
      Wish wish = new Wish(key, request(key, 0, lines()));
      wishes.add(wish);
      world.schedule.in(comesAt(), this + " wants " + key, () -> place(wish));
    }
  }

  /** Most come with the launch, and some in the last seconds. */
  private long comesAt() {
    Duration after =
        switch (random.nextInt(4)) {
          case 0 -> Duration.ofMinutes(1 + random.nextInt(BUSY_MINUTES));
          case 1 -> Duration.between(World.BEGIN, campaign.deadline()).minusMillis(RUSH_MILLIS);
          default -> Duration.ofMinutes(1);
        };
    return after.toMillis() + random.nextInt(RUSH_MILLIS + RUSH_MILLIS / 2);
  }

  /** Orders this, now, and nothing else. */
  void want(Line line) {
    place(new Wish(1, request(1, 0, List.of(line))));
  }

  /** All is well again: whatever is not known is asked until it is. */
  void resolve() {
    for (Wish wish : wishes) {
      if (!wish.isKnown) {
        world.schedule.in(1_000, this + " resolves " + wish.key, () -> place(wish));
      }
    }
  }

  private List<Line> lines() {
    List<Line> lines = new ArrayList<>();
    int tiers = campaign.tiers().size();
    lines.add(line(random.nextInt(tiers)));
    if (random.nextInt(4) == 0) {
      lines.add(line(random.nextInt(tiers)));
    }
    return lines;
  }

  private OrderRequest request(int key, int attempt, List<Line> lines) {
    return new OrderRequest(
        order(key, attempt),
        campaign.id(),
        new BackerId("backer" + number),
        new Backer("b" + number + "@example.org", "Backer " + number, "DE"),
        lines,
        null);
  }

  private Line line(int tier) {
    return new Line(campaign.tiers().get(tier).id(), 1 + random.nextInt(QUANTITY_MAX));
  }

  /** Follows from the campaign, the backer and the key, as the real one does. */
  private OrderId order(int key, int attempt) {
    int campaignNumber = Integer.parseInt(campaign.id().value().replaceFirst(".*-0*", ""));
    return new OrderId(
        String.format(
            Locale.ROOT, "sim-%020d%01d%02d%01d%02d", 0, campaignNumber, number, key, attempt));
  }

  private void place(Wish wish) {
    wish.attempts++;
    OrderRequest request = wish.request;
    if (world.mutation == Mutation.KEY_FOR_EACH_ATTEMPT) {
      request =
          new OrderRequest(
              order(wish.key, wish.attempts),
              request.campaign(),
              request.backerId(),
              request.backer(),
              request.lines(),
              null);
    }
    ask(wish, request, answer -> answered(wish, answer));
  }

  private void ask(Wish wish, OrderRequest request, Consumer<PlaceReply> to) {
    OrderJudge.Operation operation =
        world.judge.orders.asks(request.campaign() + "/" + number + "/" + wish.key, request);
    Asking.ask(
        world,
        this + " key " + wish.key + " " + request.lines(),
        ATTEMPTS,
        WAIT_MILLIS,
        () -> true,
        (Consumer<PlaceReply> reply) -> world.order(request.order()).place(request, reply),
        new PlaceReply.Unknown(),
        answer -> {
          world.judge.orders.answered(operation, answer);
          to.accept(answer);
        });
  }

  private void answered(Wish wish, PlaceReply answer) {
    switch (answer) {
      case PlaceReply.Placed(OrderEvent.Placed placed) -> {
        boolean isNew = !wish.isKnown;
        wish.isKnown = true;
        if (isNew) {
          decide(wish, placed);
        }
      }
      case PlaceReply.Refused _ -> wish.isKnown = true;
      case PlaceReply.Overloaded _, PlaceReply.Unknown _ -> {
        boolean isPatient = world.weather.isFair() || wish.attempts < RETRIES_MAX;
        if (isPatient && !wish.isKnown) {
          later(wish, "asks again", 60, () -> place(wish));
        }
      }
    }
  }

  private void decide(Wish wish, OrderEvent.Placed placed) {
    OrderId order = placed.order();
    Paying paying =
        new Paying(
            world,
            placed,
            campaign.fundingModel(),
            Math.min(thoughtSecondsMax, SECONDS_TO_TYPE_MAX));
    int mood = random.nextInt(20);
    if (mood < 13) {
      later(wish, "pays", thoughtSecondsMax, paying::open);
    }
    if (mood % 5 == 0) {
      later(wish, "cancels", 2 * thoughtSecondsMax, () -> cancel(order));
    }
    if (mood % 4 == 0) {
      later(wish, "repeats", thoughtSecondsMax, () -> ask(wish, wish.request, _ -> {}));
    }
    if (mood % 6 == 0) {
      OrderRequest other = request(wish.key, wish.attempts * mutationStep(), lines());
      later(wish, "asks otherwise", thoughtSecondsMax, () -> other(wish, other));
    }
    if (mood % 3 == 0) {
      later(wish, "looks", thoughtSecondsMax, () -> look(order));
    }
  }

  private int mutationStep() {
    return world.mutation == Mutation.KEY_FOR_EACH_ATTEMPT ? 1 : 0;
  }

  /** Another body under the same key. */
  private void other(Wish wish, OrderRequest other) {
    if (!other.equals(wish.request)) {
      ask(wish, other, _ -> {});
    }
  }

  private void later(Wish wish, String what, int secondsMax, Runnable action) {
    long wait = 1_000L * (1 + random.nextInt(secondsMax));
    world.schedule.in(wait, this + " key " + wish.key + " " + what, action);
  }

  private void look(OrderId order) {
    askOrder(order, "looks", reply -> world.order(order).read(reply));
  }

  private void cancel(OrderId order) {
    askOrder(order, "cancels", reply -> world.order(order).cancel(reply));
  }

  private void askOrder(OrderId order, String what, Consumer<Consumer<OrderReply>> question) {
    int rankBefore = world.judge.orders.rank(order);
    Asking.ask(
        world,
        this + " " + what + " " + order,
        ATTEMPTS,
        WAIT_MILLIS,
        () -> true,
        question,
        OrderReply.UNKNOWN,
        reply -> world.judge.orders.seen(order, rankBefore, reply));
  }

  @Override
  public String toString() {
    return "backer " + number;
  }
}
