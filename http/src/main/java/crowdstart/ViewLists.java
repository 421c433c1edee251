package crowdstart;

import crowdstart.campaign.Stage;
import crowdstart.database.Pools;
import crowdstart.fulfilment.BatchFilter;
import crowdstart.fulfilment.BatchSummary;
import crowdstart.fulfilment.ListedShipment;
import crowdstart.fulfilment.ShipmentEvent;
import crowdstart.fulfilment.ShipmentFilter;
import crowdstart.fulfilment.ShippingLabel;
import crowdstart.http.campaign.CampaignCatalogue;
import crowdstart.http.checkout.OrderList;
import crowdstart.http.fulfilment.BatchList;
import crowdstart.http.fulfilment.ShipmentList;
import crowdstart.http.payment.PaymentBook;
import crowdstart.http.wire.Page;
import crowdstart.http.wire.UnknownCursor;
import crowdstart.identity.BatchId;
import crowdstart.identity.CampaignId;
import crowdstart.identity.OrderId;
import crowdstart.order.OrderStage;
import crowdstart.view.BatchLists;
import crowdstart.view.Catalogue;
import crowdstart.view.ListCursor;
import crowdstart.view.ListPage;
import crowdstart.view.OrderFilter;
import crowdstart.view.OrderLists;
import crowdstart.view.OrderStates;
import crowdstart.view.PaymentLists;
import crowdstart.view.ShipmentLists;
import crowdstart.view.Timelines;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Answers the lists of the API from the views. */
final class ViewLists {
  private ViewLists() {}

  static CampaignCatalogue campaigns(Catalogue catalogue) {
    return query -> {
      Set<Stage> stages =
          query.state() == null
              ? EnumSet.complementOf(EnumSet.of(Stage.DRAFT))
              : EnumSet.of(query.state());
      Optional<ListCursor> after;
      try {
        after = cursor(query.cursor());
      } catch (UnknownCursor unknown) {
        return CompletableFuture.failedStage(unknown);
      }
      return catalogue
          .list(stages, Optional.ofNullable(query.creator()), after, query.limit())
          .thenApply(ViewLists::page);
    };
  }

  static OrderList orders(OrderLists lists) {
    return (query, cursor, limit) -> {
      Optional<ListCursor> after;
      try {
        after = cursor(cursor);
      } catch (UnknownCursor unknown) {
        return CompletableFuture.failedStage(unknown);
      }
      return lists
          .ofCampaign(
              query.campaign(),
              new OrderFilter(query.state(), query.email(), query.tier(), query.country()),
              after,
              limit)
          .thenApply(ViewLists::page);
    };
  }

  static PaymentBook payments(PaymentLists payments, Timelines timelines, OrderStates states) {
    return new PaymentBook() {
      @Override
      public CompletionStage<List<PaymentLists.Progress>> progress(CampaignId campaign) {
        return payments.progress(campaign);
      }

      @Override
      public CompletionStage<Optional<PaymentLists.Balance>> balance(CampaignId campaign) {
        return payments.balance(campaign);
      }

      @Override
      public CompletionStage<List<PaymentLists.Posting>> postings(
          CampaignId campaign, long after, int max) {
        return payments.postings(campaign, after, max);
      }

      @Override
      public CompletionStage<Map<OrderStage, Long>> orders(CampaignId campaign) {
        return states.ofCampaign(campaign);
      }

      @Override
      public CompletionStage<List<OrderStates.States>> states(Collection<OrderId> orders) {
        return states.of(orders);
      }

      @Override
      public CompletionStage<List<Timelines.Entry>> timeline(OrderId order) {
        return timelines.of(order);
      }
    };
  }

  static ShipmentList shipments(Pools pools) {
    ShipmentLists lists = new ShipmentLists(pools);
    return new ShipmentList() {
      @Override
      public CompletionStage<Page<ListedShipment>> list(
          CampaignId campaign, ShipmentFilter filter, @Nullable String cursor, int limit) {
        try {
          return lists
              .ofCampaign(campaign, filter, cursor(cursor), limit)
              .thenApply(ViewLists::page);
        } catch (UnknownCursor unknown) {
          return CompletableFuture.failedStage(unknown);
        }
      }

      @Override
      public CompletionStage<List<OrderId>> claim(
          CampaignId campaign, BatchId batch, BatchFilter filter, int max) {
        return lists.claim(campaign, batch, filter, max);
      }

      @Override
      public CompletionStage<Integer> ahead(ShipmentEvent.Begun begun) {
        return lists.ahead(begun);
      }
    };
  }

  static BatchList batches(Pools pools) {
    BatchLists lists = new BatchLists(pools);
    return new BatchList() {
      @Override
      public CompletionStage<Page<BatchSummary>> list(
          CampaignId campaign, @Nullable String cursor, int limit) {
        try {
          return lists.ofCampaign(campaign, cursor(cursor), limit).thenApply(ViewLists::page);
        } catch (UnknownCursor unknown) {
          return CompletableFuture.failedStage(unknown);
        }
      }

      @Override
      public CompletionStage<Optional<BatchSummary>> read(BatchId batch) {
        return lists.read(batch);
      }

      @Override
      public CompletionStage<Optional<List<ShippingLabel>>> labels(BatchId batch) {
        return lists.labels(batch);
      }
    };
  }

  private static Optional<ListCursor> cursor(@Nullable String text) {
    if (text == null) {
      return Optional.empty();
    }
    return Optional.of(ListCursor.parse(text).orElseThrow(UnknownCursor::new));
  }

  private static <T> Page<T> page(ListPage<T> page) {
    return new Page<>(page.items(), page.next());
  }
}
