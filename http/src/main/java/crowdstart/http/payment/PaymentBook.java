package crowdstart.http.payment;

import crowdstart.identity.CampaignId;
import crowdstart.identity.OrderId;
import crowdstart.order.OrderStage;
import crowdstart.view.OrderStates;
import crowdstart.view.PaymentLists;
import crowdstart.view.Timelines;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** What the views know of money: complete, and a moment behind. */
public interface PaymentBook {
  /** How many payments of the campaign are at which stage. */
  CompletionStage<List<PaymentLists.Progress>> progress(CampaignId campaign);

  /** Empty when nothing was ever pledged. */
  CompletionStage<Optional<PaymentLists.Balance>> balance(CampaignId campaign);

  /**
   * Postings in the order of the ledger.
   *
   * @param after the position that the page before ended with; 0 for the first
   */
  CompletionStage<List<PaymentLists.Posting>> postings(CampaignId campaign, long after, int max);

  /** How many orders of the campaign are at each stage; stages with none are left out. */
  CompletionStage<Map<OrderStage, Long>> orders(CampaignId campaign);

  /** How orders stand in each stream; those that are known, in no order. */
  CompletionStage<List<OrderStates.States>> states(Collection<OrderId> orders);

  /** What has happened to an order behind its placing. */
  CompletionStage<List<Timelines.Entry>> timeline(OrderId order);
}
