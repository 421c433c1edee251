package crowdstart.simulator;

import crowdstart.campaign.CampaignDetails;
import crowdstart.campaign.Line;
import crowdstart.campaign.Tier;
import crowdstart.identity.OrderId;
import crowdstart.order.OrderEvent;
import crowdstart.order.OrderRequest;
import crowdstart.order.OrderStage;
import crowdstart.order.PlaceRefusal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Whether what backers are told of their orders is true, and stays so. */
final class OrderJudge {
  private final World world;
  private final Judge judge;
  private final Map<OrderId, List<Operation>> operations = new LinkedHashMap<>();
  private final Map<OrderId, OrderEvent.Placed> placed = new LinkedHashMap<>();
  private final Map<OrderId, OrderStage> stages = new LinkedHashMap<>();
  private final Map<OrderId, Integer> ranks = new LinkedHashMap<>();
  private final Map<String, OrderId> keys = new LinkedHashMap<>();
  private int open;

  /** Something asked, and when. */
  static final class Operation {
    final String key;
    final OrderRequest request;
    final int invokedAt;
    final int rankBefore;

    Operation(String key, OrderRequest request, int invokedAt, int rankBefore) {
      this.key = key;
      this.request = request;
      this.invokedAt = invokedAt;
      this.rankBefore = rankBefore;
    }
  }

  OrderJudge(World world, Judge judge) {
    this.world = world;
    this.judge = judge;
  }

  /**
   * A backer begins to ask.
   *
   * @param key the backer's idempotency key, with whose it is
   */
  Operation asks(String key, OrderRequest request) {
    Operation operation = new Operation(key, request, world.trace.steps(), rank(request.order()));
    operations.computeIfAbsent(request.order(), _ -> new ArrayList<>()).add(operation);
    open++;
    return operation;
  }

  /** What a backer has been told of an order so far; it never becomes less. */
  int rank(OrderId order) {
    return ranks.getOrDefault(order, 0);
  }

  void answered(Operation operation, PlaceReply answer) {
    open--;
    world.coverage.saw(
        answer instanceof PlaceReply.Refused(var why)
            ? why.name()
            : answer.getClass().getSimpleName());
    switch (answer) {
      case PlaceReply.Placed(OrderEvent.Placed told) -> told(operation, told);
      case PlaceReply.Refused(PlaceRefusal why) -> refused(operation, why);
      case PlaceReply.Overloaded _ ->
          Violation.unless(operation.rankBefore == 0, "O3", "overloaded, yet placed before");
      case PlaceReply.Unknown _ -> {}
    }
  }

  /** An answer about an order: never behind what was known when it was asked (O5). */
  void seen(OrderId order, int rankBefore, OrderReply reply) {
    if (reply.kind() == OrderReply.Kind.UNKNOWN) {
      return;
    }
    int rank = rank(reply.stage());
    if (rank < rankBefore) {
      throw new Violation("O5", order + " is " + reply + ", and was known to be further");
    }
    ranks.merge(order, rank, Math::max);
  }

  private void told(Operation operation, OrderEvent.Placed told) {
    OrderRequest asked = operation.request;
    boolean isWhatWasAsked =
        told.order().equals(asked.order())
            && told.backer().equals(asked.backer())
            && Lines.asked(told.lines()).equals(asked.lines())
            && Objects.equals(told.referrer(), asked.referrer());
    if (!isWhatWasAsked) {
      throw new Violation("O3", "asked for " + asked.lines() + ", told " + told.lines());
    }
    if (!told.equals(placed.get(told.order()))) {
      throw new Violation("O1", "acknowledged, and not in the journal: " + told.order());
    }
    OrderId known = keys.putIfAbsent(operation.key, told.order());
    if (known != null && !known.equals(told.order())) {
      throw new Violation("O3", "two orders for " + operation.key);
    }
    ranks.merge(told.order(), 1, Math::max);
  }

  private void refused(Operation operation, PlaceRefusal why) {
    OrderRequest asked = operation.request;
    int from = operation.invokedAt;
    int to = world.trace.steps();
    StockBook book = judge.book(asked.campaign());
    boolean isEarned =
        switch (why) {
          case IDEMPOTENCY_KEY_REUSED ->
              operations.getOrDefault(asked.order(), List.of()).stream()
                  .anyMatch(other -> !other.request.equals(asked));
          case UNKNOWN_CAMPAIGN, TIER_NOT_ON_SALE, BEYOND_ONE_CHARGE, BEYOND_CAMPAIGN_TOTAL ->
              false;
          case CAMPAIGN_NOT_LIVE -> book.live().least(from, to) == 0 || mayBeOver(book.details());
          case UNKNOWN_TIER -> asked.lines().stream().anyMatch(line -> tier(book, line) == null);
          case PER_BACKER_LIMIT ->
              asked.lines().stream().anyMatch(line -> isBeyondLimit(book, asked, line, from, to));
          case SOLD_OUT ->
              asked.lines().stream()
                  .anyMatch(
                      line -> book.remaining(line.tier()).least(from, to) < units(asked, line));
        };
    if (!isEarned && !judge.wasStaleSince(from)) {
      throw new Violation("S4", "not earned: " + why + " for " + asked.lines());
    }
    if (why != PlaceRefusal.IDEMPOTENCY_KEY_REUSED && operation.rankBefore > 0) {
      throw new Violation("O3", "placed before, and now " + why);
    }
  }

  private boolean mayBeOver(@Nullable CampaignDetails details) {
    return details != null
        && !world.clock().plus(world.clockOffsetMax()).isBefore(details.deadline());
  }

  private static boolean isBeyondLimit(
      StockBook book, OrderRequest asked, Line line, int from, int to) {
    Tier tier = tier(book, line);
    Integer limit = tier == null ? null : tier.perBackerLimit();
    return limit != null
        && book.unitsOf(asked.backerId(), line.tier()).most(from, to) + units(asked, line) > limit;
  }

  private static @Nullable Tier tier(StockBook book, Line line) {
    CampaignDetails details = book.details();
    return details == null ? null : details.tier(line.tier()).orElse(null);
  }

  private static long units(OrderRequest asked, Line of) {
    return asked.lines().stream()
        .filter(line -> line.tier().equals(of.tier()))
        .mapToLong(Line::quantity)
        .sum();
  }

  void read(Journal.Row<OrderEvent> row) {
    OrderId order = new OrderId(row.id());
    OrderStage before = stages.get(order);
    OrderStage after =
        switch (row.event()) {
          case OrderEvent.Placed event -> {
            isAskedFor(order, event);
            placed.put(order, event);
            yield OrderStage.HELD;
          }
          case OrderEvent.Confirmed _ -> OrderStage.CONFIRMED;
          case OrderEvent.Cancelled _ -> OrderStage.CANCELLED;
          case OrderEvent.Expired _ -> OrderStage.EXPIRED;
          case OrderEvent.Dropped _ -> OrderStage.DROPPED;
          case OrderEvent.Released _ -> OrderStage.RELEASED;
          case OrderEvent.AddressGiven _, OrderEvent.AddressLocked _ ->
              throw new Violation("O6", "nobody gives an address here");
        };
    boolean isAllowed =
        switch (after) {
          case HELD -> before == null;
          case CONFIRMED, EXPIRED -> before == OrderStage.HELD;
          case CANCELLED -> before == OrderStage.HELD || before == OrderStage.CONFIRMED;
          case DROPPED, RELEASED -> before == OrderStage.CONFIRMED;
        };
    if (!isAllowed) {
      throw new Violation("O6", order + " from " + before + " to " + after);
    }
    stages.put(order, after);
    world.coverage.saw(after.name());
  }

  private void isAskedFor(OrderId order, OrderEvent.Placed event) {
    boolean isAsked =
        operations.getOrDefault(order, List.of()).stream()
            .anyMatch(it ->
                it.request.backer().equals(event.backer())
                    && it.request.lines().equals(Lines.asked(event.lines())));
    if (!isAsked) {
      throw new Violation("O2", "nobody asked for " + order);
    }
  }

  @Nullable OrderStage stage(OrderId order) {
    return stages.get(order);
  }

  OrderEvent.Placed placed(OrderId order) {
    OrderEvent.Placed found = placed.get(order);
    if (found == null) {
      throw new Violation("O1", "no such order: " + order);
    }
    return found;
  }

  void atTheEnd() {
    Violation.unless(open == 0, "O7", open + " requests were never answered");
  }

  private static int rank(@Nullable OrderStage stage) {
    if (stage == null) {
      return 0;
    }
    return switch (stage) {
      case HELD -> 1;
      case CONFIRMED -> 2;
      case CANCELLED, EXPIRED, DROPPED, RELEASED -> 3;
    };
  }
}
