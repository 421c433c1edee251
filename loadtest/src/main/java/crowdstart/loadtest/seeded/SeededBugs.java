package crowdstart.loadtest.seeded;

import crowdstart.loadtest.seeded.SeededBug.Edit;
import java.util.List;
import java.util.stream.Stream;

/** All seeded bugs, behind the controls that show that the provocations alone break nothing. */
final class SeededBugs {
  private static final String CORE = "core/src/main/java/crowdstart/";
  private static final String PERSISTENCE = "persistence/src/main/java/crowdstart/";
  private static final String HTTP = "http/src/main/java/crowdstart/";

  private static final List<SeededBug> STOCK =
      List.of(
          bug(
              "limit-off-by-one",
              "one unit more than there is",
              "stock",
              CORE + "campaign/StockDraft.java",
              "limit - tiers[tier].taken()",
              "limit + 1 - tiers[tier].taken()"),
          bug(
              "backer-limit-of-orders",
              "a backer's orders counted, not the units",
              "stock",
              CORE + "campaign/StockDraft.java",
              "standing.plusUnits(line.tier(), sign * line.quantity())",
              "standing.plusUnits(line.tier(), sign)"),
          bug(
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
          bug(
              "hold-leaked",
              "a cancelled order's stock is not returned",
              "holds",
              CORE + "campaign/StockRules.java",
              "move(new Move.Released(order));\n",
              "\n"),
          bug(
              "confirmed-without-stock",
              "an order confirmed though its hold ran out",
              "holds",
              CORE + "order/OrderEntity.java",
              "case StockAnswer.NotHeld _ -> settle(state, new OrderCommand.Expire(now()), askers);",
              "case StockAnswer.NotHeld _ -> settle(state, new OrderCommand.Confirm(now()), askers);"),
          bug(
              "expiry-not-told",
              "orders never hear that their hold ran out",
              "holds",
              HTTP + "stream/ExpiryNotices.java",
              "if (move instanceof Move.Expired(OrderId order)\n",
              "if (move instanceof Move.Expired(OrderId order) && order.value().length() > 99\n"),
          bug(
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
              Provocation.CONNECTIONS_CUT,
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
              Provocation.CONNECTIONS_CUT,
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
          bug(
              "key-without-content",
              "another body gets the first one's order",
              "keys",
              CORE + "order/Order.java",
              "        && isHoldFor(request, placed.lines())\n",
              ""),
          bug(
              "key-of-everybody",
              "a key means the same for all backers",
              "keys",
              CORE + "identity/Identities.java",
              "digest(\"order\", campaign.value(), canonical(email), idempotencyKey)",
              "digest(\"order\", campaign.value(), idempotencyKey)"),
          bug(
              "repeat-not-told",
              "a repeat says that it is the first answer",
              "keys",
              CORE + "order/OrderAnswers.java",
              "? new PlaceAnswer.Placed(known.placed(), true)",
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
          bug(
              "stale-read",
              "an order read from a node's memory",
              "replies",
              HTTP + "http/checkout/OrderRoutes.java",
              "call -> orders.read(call.order()).thenCompose(this::answer)),",
              "call -> MEMORY.computeIfAbsent(call.order(), orders::read)"
                  + ".thenCompose(this::answer)),",
              "  private static final String ONE = \"/v1/orders/{order}\";\n",
              """
                private static final String ONE = "/v1/orders/{order}";
                private static final java.util.Map<OrderId, CompletionStage<OrderAnswer>> MEMORY =
                    new java.util.concurrent.ConcurrentHashMap<>();
              """),
          bug(
              "wrong-outcome",
              "a campaign is funded below its goal",
              "outcomes",
              CORE + "campaign/Campaign.java",
              "case ALL_OR_NOTHING -> pledged >= live.details().goal();",
              "case ALL_OR_NOTHING -> pledged >= 0;"),
          bug(
              "failure-answered-500",
              "an unknown outcome answered as 500",
              "answers",
              Provocation.CONNECTIONS_CUT,
              HTTP + "http/problem/ProblemType.java",
              "OVERLOADED(\"overloaded\", 503,",
              "OVERLOADED(\"overloaded\", 500,"));

  private static final List<SeededBug> MONEY =
      List.of(
          bug(
              "charge-before-persist",
              "the provider called before the event is stored",
              "charges",
              Provocation.SLOW_PAYMENT_JOURNAL,
              CORE + "payment/PaymentEntity.java",
              "    return Effect()\n        .persist(events)\n",
              """
                  PaymentState ahead = state;
                  for (PaymentEvent event : events) {
                    ahead = Payment.evolve(ahead, event);
                  }
                  if (underWay == null && !(Owed.of(ahead, true) instanceof Owed.Nothing)) {
                    begin(Owed.of(ahead, true));
                  }
                  return Effect()
                      .persist(events)
              """),
          bug(
              "refund-not-looked-for",
              "a refund sent again without a look",
              "charges",
              Provocation.LOST_ANSWERS,
              CORE + "payment/Owed.java",
              ": new FindRefund(captured.charge(), refund.id()))",
              ": new SendRefund(captured.charge(), refund.id(), refund.amount()))"),
          bug(
              "money-kept",
              "a cancelled order's money is kept",
              "charges",
              CORE + "payment/Payment.java",
              "if (state.because() != null || state.refunded() == state.captured()) {",
              "if (true) {"),
          bug(
              "amount-off-by-one",
              "charged a cent more than ordered",
              "charges",
              HTTP + "http/gateway/StripeGateway.java",
              ".setAmount(request.amount())",
              ".setAmount(request.amount() + 1)"),
          bug(
              "fee-forgotten",
              "the provider's fee is not posted",
              "ledger",
              PERSISTENCE + "view/Postings.java",
              "if (fee > 0) {",
              "if (fee > 1_000_000) {"),
          bug(
              "one-sided-posting",
              "the two sides of an entry differ",
              "ledger",
              PERSISTENCE + "view/Postings.java",
              "(values (?, 1), (?, -1))",
              "(values (?, 1), (?, -2))"));

  private static final List<SeededBug> STREAMS =
      List.of(
          bug(
              "late-commit-skipped",
              "a feed does not wait for a late commit",
              "views",
              Provocation.LATE_COMMITS,
              PERSISTENCE + "feed/FeedQuery.java",
              "where tx < pg_snapshot_xmin(pg_current_snapshot())\n          and (tx",
              "where (tx"),
          bug(
              "cancellation-not-in-totals",
              "held amounts never shrink",
              "stats",
              CORE + "campaign/TierCount.java",
              "held - line.quantity(), sold, heldAmount - line.amount(), soldAmount, orders);",
              "held - line.quantity(), sold, heldAmount, soldAmount, orders);"),
          bug(
              "watcher-goes-back",
              "a stream that resumes tells older totals",
              "stats",
              HTTP + "http/stream/WatcherStage.java",
              "private long newest = seen;",
              "private long newest = NOTHING_SEEN;"));

  static final List<SeededBug> ALL =
      Stream.of(
              Stream.of(Provocation.values()).map(SeededBug::control),
              STOCK.stream(),
              ORDERS.stream(),
              MONEY.stream(),
              STREAMS.stream())
          .flatMap(bugs -> bugs)
          .toList();

  private SeededBugs() {}

  private static SeededBug bug(
      String name, String breaks, String caughtBy, String file, String find, String replace) {
    return bug(name, breaks, caughtBy, Provocation.NONE, file, find, replace);
  }

  private static SeededBug bug(
      String name,
      String breaks,
      String caughtBy,
      Provocation provocation,
      String file,
      String find,
      String replace) {
    return new SeededBug(
        name, breaks, caughtBy, provocation, List.of(new Edit(file, find, replace)));
  }

  private static SeededBug bug(
      String name,
      String breaks,
      String caughtBy,
      String file,
      String find,
      String replace,
      String alsoFind,
      String alsoReplace) {
    return new SeededBug(
        name,
        breaks,
        caughtBy,
        Provocation.NONE,
        List.of(new Edit(file, find, replace), new Edit(file, alsoFind, alsoReplace)));
  }
}
