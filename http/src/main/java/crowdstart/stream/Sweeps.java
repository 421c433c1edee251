package crowdstart.stream;

import crowdstart.campaign.Campaigns;
import crowdstart.order.Orders;
import crowdstart.payment.Payments;
import crowdstart.view.Catalogue;
import crowdstart.view.LongHeld;
import crowdstart.view.PaymentLists;
import java.time.Duration;
import java.time.InstantSource;
import org.apache.pekko.actor.typed.ActorSystem;

/** What time brings, also to those that rest, or whose node is gone. */
public final class Sweeps {
  /** How many payments are woken by one look, each of which may mean a call to the provider. */
  static final int PAYMENTS_MAX = 50;

  /** How many orders are woken by one look, each of which may ask its campaign. */
  static final int ORDERS_MAX = 100;

  /** How long an order may be held past its time: its notice is on the way for moments only. */
  static final Duration HELD_PAST_MAX = Duration.ofMinutes(1);

  private Sweeps() {}

  /**
   * A deadline, or holds that may have run out. A gate that runs sees to that by itself; with this
   * a campaign closes even if nobody comes, and even if no node was up at its deadline (C4).
   */
  public static void ofCampaigns(
      ActorSystem<?> system, Catalogue catalogue, Campaigns campaigns, InstantSource clock) {
    Sweep.start(
        system,
        "due-sweep",
        Duration.ofSeconds(2),
        () -> catalogue.due(clock.instant()),
        campaigns::wake);
  }

  /**
   * What a node that is gone has left undone, a retry, or a look at the provider, whose webhook may
   * have been lost (W7).
   */
  public static void ofPayments(
      ActorSystem<?> system, PaymentLists lists, Payments payments, InstantSource clock) {
    Sweep.start(
        system,
        "payment-sweep",
        Duration.ofSeconds(1),
        () -> lists.claimDue(clock.instant(), PAYMENTS_MAX),
        payments::wake);
  }

  /**
   * Orders whose hold has ended without them: one that was placed by a node that stood still for so
   * long that the notice came before the order did.
   *
   * @param holdDuration how long a hold lives
   */
  public static void ofHeldOrders(
      ActorSystem<?> system,
      LongHeld held,
      Orders orders,
      Duration holdDuration,
      InstantSource clock) {
    Duration most = holdDuration.plus(HELD_PAST_MAX);
    Sweep.start(
        system,
        "held-sweep",
        Duration.ofSeconds(10),
        () -> held.next(clock.instant().minus(most), ORDERS_MAX),
        orders::lookForHold);
  }
}
