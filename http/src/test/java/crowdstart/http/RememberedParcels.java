package crowdstart.http;

import crowdstart.fulfilment.BatchAnswer;
import crowdstart.fulfilment.BatchFilter;
import crowdstart.fulfilment.BatchStage;
import crowdstart.fulfilment.BatchStanding;
import crowdstart.fulfilment.BatchSummary;
import crowdstart.fulfilment.Fulfilment;
import crowdstart.fulfilment.ListedShipment;
import crowdstart.fulfilment.ShipmentAnswer;
import crowdstart.fulfilment.ShipmentEvent;
import crowdstart.fulfilment.ShipmentFilter;
import crowdstart.fulfilment.ShipmentStage;
import crowdstart.fulfilment.ShipmentStanding;
import crowdstart.fulfilment.ShippingLabel;
import crowdstart.http.fulfilment.BatchList;
import crowdstart.http.fulfilment.ShipmentList;
import crowdstart.http.wire.Page;
import crowdstart.http.wire.UnknownCursor;
import crowdstart.identity.BatchId;
import crowdstart.identity.CampaignId;
import crowdstart.identity.OrderId;
import crowdstart.order.OrderAnswer;
import crowdstart.order.OrderStanding;
import crowdstart.order.Orders;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Shipments and batches that a test has made known to it, read from the entities themselves. */
final class RememberedParcels implements ShipmentList, BatchList {
  private final Fulfilment fulfilment;
  private final Orders orders;
  private final boolean isBroken;
  private final List<OrderId> shipments = new CopyOnWriteArrayList<>();
  private final Map<OrderId, BatchId> claims = new ConcurrentHashMap<>();
  private final List<BatchId> batches = new CopyOnWriteArrayList<>();

  RememberedParcels(Fulfilment fulfilment, Orders orders, boolean isBroken) {
    this.fulfilment = fulfilment;
    this.orders = orders;
    this.isBroken = isBroken;
  }

  void shipment(OrderId order) {
    shipments.add(order);
  }

  void batch(BatchId batch) {
    batches.add(batch);
  }

  private List<ShipmentStanding> all() {
    return shipments.stream()
        .map(order -> fulfilment.shipments().read(order).toCompletableFuture().join())
        .map(answer -> ((ShipmentAnswer.Found) answer).standing())
        .toList();
  }

  private static boolean fits(ShipmentStanding standing, ShipmentFilter filter) {
    return (filter.stage() == null || filter.stage() == standing.stage())
        && (filter.country() == null || filter.country().equals(standing.begun().country()))
        && (filter.tier() == null
            || standing.begun().lines().stream()
                .anyMatch(line -> line.tier().equals(filter.tier())));
  }

  @Override
  public CompletionStage<Page<ListedShipment>> list(
      CampaignId campaign, ShipmentFilter filter, @Nullable String cursor, int limit) {
    return ask(() ->
        page(
            all().stream()
                .filter(standing -> standing.begun().campaign().equals(campaign))
                .filter(standing -> fits(standing, filter))
                .map(standing -> new ListedShipment(standing, hasAddress(standing)))
                .filter(
                    one -> filter.hasAddress() == null || filter.hasAddress() == one.hasAddress())
                .toList(),
            cursor,
            limit));
  }

  private boolean hasAddress(ShipmentStanding shipment) {
    return label(shipment).address().address() != null;
  }

  @Override
  public CompletionStage<List<OrderId>> claim(
      CampaignId campaign, BatchId batch, BatchFilter filter, int max) {
    ShipmentFilter ready =
        new ShipmentFilter(ShipmentStage.READY, filter.tier(), filter.country(), null);
    return list(campaign, ready, null, max)
        .thenApply(page ->
            page.items().stream()
                .map(item -> item.standing().begun().order())
                .filter(order -> isFree(claims.get(order), batch))
                .peek(order -> claims.put(order, batch))
                .toList());
  }

  /** What is ready once more has left the batch that claimed it, and that is when it was locked. */
  private boolean isFree(@Nullable BatchId claimedBy, BatchId batch) {
    return claimedBy == null
        || claimedBy.equals(batch)
        || (fulfilment.batches().read(claimedBy).toCompletableFuture().join()
                instanceof BatchAnswer.Found(BatchStanding standing)
            && standing.stage() == BatchStage.LOCKED);
  }

  @Override
  public CompletionStage<Integer> ahead(ShipmentEvent.Begun begun) {
    return ask(() ->
        (int)
            all().stream()
                .filter(other -> other.stage() == ShipmentStage.READY)
                .filter(other -> other.begun().campaign().equals(begun.campaign()))
                .takeWhile(other -> !other.begun().order().equals(begun.order()))
                .count());
  }

  private BatchSummary summary(BatchId batch) {
    BatchAnswer answer = fulfilment.batches().read(batch).toCompletableFuture().join();
    BatchStanding standing = ((BatchAnswer.Found) answer).standing();
    Map<ShipmentStage, Integer> counts = new EnumMap<>(ShipmentStage.class);
    all().stream()
        .filter(one -> batch.equals(one.batch()))
        .forEach(one -> counts.merge(one.stage(), 1, Integer::sum));
    List<OrderId> leftOut =
        standing.stage() == BatchStage.LOCKED
            ? ((BatchAnswer.Chosen)
                    fulfilment.batches().readOrders(batch).toCompletableFuture().join())
                .orders().stream()
                    .filter(order -> all().stream().noneMatch(it -> isIn(it, order, batch)))
                    .toList()
            : List.of();
    return new BatchSummary(standing, counts, leftOut);
  }

  private static boolean isIn(ShipmentStanding shipment, OrderId order, BatchId batch) {
    return shipment.begun().order().equals(order) && batch.equals(shipment.batch());
  }

  @Override
  public CompletionStage<Page<BatchSummary>> list(
      CampaignId campaign, @Nullable String cursor, int limit) {
    return ask(() ->
        page(
            batches.stream()
                .map(this::summary)
                .filter(one -> one.standing().campaign().equals(campaign))
                .toList(),
            cursor,
            limit));
  }

  @Override
  public CompletionStage<Optional<BatchSummary>> read(BatchId batch) {
    return ask(() -> batches.contains(batch) ? Optional.of(summary(batch)) : Optional.empty());
  }

  /** Until a test makes the batch known, the view is behind. */
  @Override
  public CompletionStage<Optional<List<ShippingLabel>>> labels(BatchId batch) {
    return ask(() ->
        batches.contains(batch)
            ? Optional.of(
                all().stream().filter(one -> batch.equals(one.batch())).map(this::label).toList())
            : Optional.empty());
  }

  private ShippingLabel label(ShipmentStanding shipment) {
    OrderAnswer answer = orders.read(shipment.begun().order()).toCompletableFuture().join();
    OrderStanding order = ((OrderAnswer.Found) answer).standing();
    return new ShippingLabel(shipment, order.placed().backer(), order.address());
  }

  private static <T> Page<T> page(List<T> all, @Nullable String cursor, int limit) {
    try {
      int from = cursor == null ? 0 : Integer.parseInt(cursor);
      int to = Math.min(all.size(), from + limit);
      return new Page<>(all.subList(from, to), to < all.size() ? String.valueOf(to) : null);
    } catch (NumberFormatException _) {
      throw new UnknownCursor();
    }
  }

  /** On a thread of its own: it waits for entities, on whose threads it may have been asked. */
  private <T> CompletionStage<T> ask(Supplier<T> question) {
    return isBroken
        ? CompletableFuture.failedStage(new java.util.concurrent.TimeoutException("no connection"))
        : CompletableFuture.supplyAsync(question, Thread::startVirtualThread);
  }
}
