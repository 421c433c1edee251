package crowdstart.http;

import crowdstart.campaign.CampaignStanding;
import crowdstart.campaign.ReadAnswer;
import crowdstart.campaign.Stage;
import crowdstart.checkout.Engine;
import crowdstart.http.campaign.CampaignCatalogue;
import crowdstart.http.checkout.OrderList;
import crowdstart.http.wire.Page;
import crowdstart.http.wire.UnknownCursor;
import crowdstart.identity.CampaignId;
import crowdstart.identity.OrderId;
import crowdstart.order.OrderAnswer;
import crowdstart.order.OrderStanding;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Lists of what a test has made known to it, read from the entities themselves. */
final class RememberedLists implements CampaignCatalogue {
  private final Engine engine;
  private final boolean isBroken;
  private final List<CampaignId> campaigns = new CopyOnWriteArrayList<>();
  private final List<OrderId> orders = new CopyOnWriteArrayList<>();

  RememberedLists(Engine engine) {
    this(engine, false);
  }

  private RememberedLists(Engine engine, boolean isBroken) {
    this.engine = engine;
    this.isBroken = isBroken;
  }

  /** Lists whose database is gone. */
  static RememberedLists broken(Engine engine) {
    return new RememberedLists(engine, true);
  }

  void campaign(String id) {
    campaigns.addFirst(new CampaignId(id));
  }

  void order(String id) {
    orders.add(new OrderId(id));
  }

  @Override
  public CompletionStage<Page<CampaignStanding>> list(Query query) {
    List<CampaignStanding> found =
        campaigns.stream()
            .map(id -> engine.campaigns().read(id).toCompletableFuture().join())
            .map(answer -> ((ReadAnswer.Found) answer).standing())
            .filter(standing -> fits(standing, query))
            .toList();
    return page(found, query.cursor(), query.limit(), Function.identity());
  }

  private static boolean fits(CampaignStanding standing, Query query) {
    Stage stage = standing.stats().state();
    return (query.state() == null ? stage != Stage.DRAFT : stage == query.state())
        && (query.creator() == null || query.creator().equals(standing.details().creator()));
  }

  OrderList orders() {
    return (query, cursor, limit) -> {
      List<OrderStanding> found =
          orders.stream()
              .map(id -> engine.orders().read(id).toCompletableFuture().join())
              .map(answer -> ((OrderAnswer.Found) answer).standing())
              .filter(standing -> standing.placed().campaign().equals(query.campaign()))
              .filter(standing -> isWanted(query, standing))
              .toList();
      return page(found, cursor, limit, Function.identity());
    };
  }

  private static boolean isWanted(OrderList.Query query, OrderStanding order) {
    boolean hasTier =
        query.tier() == null
            || order.placed().lines().stream().anyMatch(it -> it.tier().equals(query.tier()));
    return hasTier
        && (query.state() == null || order.stage() == query.state())
        && (query.country() == null || order.placed().backer().country().equals(query.country()));
  }

  private <T, R> CompletionStage<Page<R>> page(
      List<T> all, @Nullable String cursor, int limit, Function<T, R> form) {
    if (isBroken) {
      return CompletableFuture.failedStage(
          new java.util.concurrent.TimeoutException("no connection"));
    }
    int from;
    try {
      from = cursor == null ? 0 : Integer.parseInt(cursor);
    } catch (NumberFormatException _) {
      return CompletableFuture.failedStage(new UnknownCursor());
    }
    int to = Math.min(all.size(), from + limit);
    return CompletableFuture.completedStage(
        new Page<>(
            all.subList(from, to).stream().map(form).toList(),
            to < all.size() ? String.valueOf(to) : null));
  }
}
