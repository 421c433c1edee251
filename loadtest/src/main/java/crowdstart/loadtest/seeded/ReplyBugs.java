package crowdstart.loadtest.seeded;

import crowdstart.loadtest.seeded.SeededBug.Edit;
import java.util.List;
import java.util.stream.Stream;

/** Bugs of what is decided and stored before a reply: stock and orders. */
final class ReplyBugs {
  private static final String CORE = "core/src/main/java/crowdstart/";
  private static final String HTTP = "http/src/main/java/crowdstart/";

  private static final List<SeededBug> STOCK =
      List.of(
          SeededBug.of(
              "limit-off-by-one",
              "one unit more than there is",
              "stock",
              CORE + "campaign/StockDraft.java",
              "limit - tiers[tier].taken()",
              "limit + 1 - tiers[tier].taken()"),
          SeededBug.of(
              "backer-limit-of-orders",
              "a backer's orders counted, not the units",
              "stock",
              CORE + "campaign/StockDraft.java",
              "standing.plusUnits(line.tier(), sign * line.quantity())",
              "standing.plusUnits(line.tier(), sign)"),
          SeededBug.of(
              "pledge-after-close",
              "holds taken once the campaign has closed",
              "stock",
              CORE + "campaign/StockRules.java",
              "if (!isLive || !now.isBefore(details.deadline())) {",
              "if (!isLive && !now.isBefore(details.deadline())) {"),
          new SeededBug(
              "expiry-of-sold",
              "expiry releases a paid unit",
              "stock",
              Provocation.NONE,
              List.of(
                  new Edit(
                      CORE + "campaign/Stock.java",
                      "hold != null && !hold.isConfirmed() && hold",
                      "hold != null && hold"),
                  new Edit(
                      CORE + "campaign/StockDraft.java",
                      "if (known(order).isConfirmed()) {\n          throw",
                      "if (false) {\n          throw"))),
          SeededBug.of(
              "hold-leaked",
              "a cancelled order's stock is not returned",
              "holds",
              CORE + "campaign/StockRules.java",
              "move(new Move.Released(order));\n",
              "\n"),
          SeededBug.of(
              "confirmed-without-stock",
              "an order confirmed though its hold ran out",
              "holds",
              CORE + "order/OrderEntity.java",
              "and its notice is on the way.\n"
                  + "            case StockAnswer.NotHeld _ -> settle(state, new OrderCommand.Expire(",
              "and its notice is on the way.\n"
                  + "            case StockAnswer.NotHeld _ -> settle(state, new OrderCommand.Confirm("),
          SeededBug.of(
              "expiry-not-told",
              "orders never hear that their hold ran out",
              "holds",
              HTTP + "stream/ExpiryNotices.java",
              "if (move instanceof Move.Expired(OrderId order)\n",
              "if (move instanceof Move.Expired(OrderId order) && order.value().length() > 99\n"),
          SeededBug.of(
              "sold-out-too-early",
              "the last unit is never sold",
              "sold-out",
              CORE + "campaign/StockRules.java",
              "details.indexOf(line.tier())) < asked(place, line)) {",
              "details.indexOf(line.tier())) <= asked(place, line)) {"),
          new SeededBug(
              "failure-told-as-sold-out",
              "a failed commit answered as a refusal",
              "sold-out",
              Provocation.FAILED_COMMITS,
              List.of(
                  new Edit(
                      CORE + "campaign/GateQueue.java",
                      "committed(inFlight.stream().<StockAnswer>map(_ -> new StockAnswer.Unknown())"
                          + ".toList(), 0);",
                      "committed(inFlight.stream().<StockAnswer>map(_ -> new"
                          + " StockAnswer.Refused(HoldRefusal.SOLD_OUT)).toList(), 0);"))));

  private static final List<SeededBug> ORDERS =
      List.of(
          new SeededBug(
              "reply-before-persist",
              "an order answered before it is stored",
              "acknowledged",
              Provocation.FAILED_COMMITS,
              List.of(
                  new Edit(
                      CORE + "order/OrderEntity.java",
                      "          store(event, placing,"
                          + " next -> OrderAnswers.placed(placing.askers(), next));\n",
                      """
                                {
                        OrderAnswers.placed(placing.askers(), Order.evolve(state, event));
                        yield store(event, placing, next -> {});
                      }
                      """))),
          SeededBug.of(
              "key-without-content",
              "another body gets the first one's order",
              "keys",
              CORE + "order/Order.java",
              "        && isHoldFor(request, placed.lines())\n",
              ""),
          SeededBug.of(
              "key-of-everybody",
              "a key means the same for all backers",
              "keys",
              CORE + "identity/Identities.java",
              "digest(\"order\", campaign.value(), canonical(email), idempotencyKey)",
              "digest(\"order\", campaign.value(), idempotencyKey)"),
          SeededBug.of(
              "repeat-not-told",
              "a repeat says that it is the first answer",
              "keys",
              CORE + "order/OrderAnswers.java",
              "? new PlaceAnswer.Placed(known.placed(), !known.placed().isBy(asked.requestNumber()))",
              "? new PlaceAnswer.Placed(known.placed(), false)"),
          new SeededBug(
              "cancel-of-expired",
              "an order that has ended is cancelled",
              "replies",
              Provocation.NONE,
              List.of(
                  new Edit(
                      CORE + "order/Order.java",
                      "state instanceof OrderState.Held || state instanceof OrderState.Confirmed;",
                      "state instanceof OrderState.Held || state instanceof OrderState.Confirmed"
                          + " || state instanceof OrderState.Expired;"),
                  new Edit(
                      CORE + "order/Order.java",
                      "      case OrderEvent.Dropped dropped when",
                      """
                      case OrderEvent.Cancelled cancelled when state instanceof OrderState.Expired it ->
                          new OrderState.Cancelled(it.placed(), cancelled.at());
                      case OrderEvent.Dropped dropped when\
                      """))),
          new SeededBug(
              "stale-read",
              "an order read from a node's memory",
              "replies",
              Provocation.NONE,
              List.of(
                  new Edit(
                      HTTP + "http/checkout/OrderRoutes.java",
                      "call -> orders.read(call.order()).thenCompose(this::answer)),",
                      "call -> MEMORY.computeIfAbsent(call.order(), orders::read)"
                          + ".thenCompose(this::answer)),"),
                  new Edit(
                      HTTP + "http/checkout/OrderRoutes.java",
                      "  private static final String ONE = \"/v1/orders/{order}\";\n",
                      """
                        private static final String ONE = "/v1/orders/{order}";
                        private static final java.util.Map<OrderId, CompletionStage<OrderAnswer>>
                            MEMORY = new java.util.concurrent.ConcurrentHashMap<>();
                      """))),
          SeededBug.of(
              "wrong-outcome",
              "a campaign is funded below its goal",
              "outcomes",
              CORE + "campaign/Campaign.java",
              "case ALL_OR_NOTHING -> pledged >= live.details().goal();",
              "case ALL_OR_NOTHING -> pledged >= 0;"),
          SeededBug.of(
              "failure-answered-500",
              "an unknown outcome answered as 500",
              "answers",
              Provocation.FAILED_COMMITS,
              HTTP + "http/problem/ProblemType.java",
              "OVERLOADED(\"overloaded\", 503,",
              "OVERLOADED(\"overloaded\", 500,"));

  static final List<SeededBug> ALL = Stream.of(STOCK, ORDERS).flatMap(List::stream).toList();

  private ReplyBugs() {}
}
