package crowdstart.loadtest.launch;

import crowdstart.loadtest.client.Pace;
import crowdstart.loadtest.measure.Schedule;
import crowdstart.loadtest.payment.BackerClient;
import crowdstart.loadtest.payment.OpenedOrder;
import crowdstart.loadtest.payment.SandboxClient;
import crowdstart.loadtest.profile.LoadRun;
import crowdstart.loadtest.profile.OrderTraffic;
import crowdstart.loadtest.profile.Shop;
import java.net.URI;
import java.util.List;

/**
 * Orders and payments on a campaign of their own, before the crowd comes: nodes that have run for
 * days are warm, and these have just been started.
 */
final class WarmUp {
  private static final int CONNECTIONS = 96;

  /** Cards are given before the holds run out: a few orders at a time. */
  private static final int PAYMENTS_AT_ONCE = 10;

  private static final int PAYMENT_ROUNDS = 12;
  private static final double TIMEOUT_SECONDS = 10;

  private WarmUp() {}

  static void run(LaunchPlan plan, List<URI> servers, URI sandbox) throws InterruptedException {
    if (plan.warmUpSeconds() == 0) {
      return;
    }
    try (Shop shop = new Shop(servers.getFirst(), "")) {
      String campaign = shop.launchCampaign("Warm-up", Shop.STOCK_HUGE, Shop.ALL_OR_NOTHING);
      Schedule schedule = Schedule.constant(plan.shape().peakRate(), plan.warmUpSeconds());
      LoadRun.run(
          new LoadRun.Plan(
              servers, List.of(), CONNECTIONS, 1, new Pace.OpenLoop(schedule), 0, TIMEOUT_SECONDS),
          new OrderTraffic(servers, List.of(campaign)),
          LoadRun.Meters.none(),
          _ -> {});
      pay(campaign, servers, sandbox);
    }
  }

  private static void pay(String campaign, List<URI> servers, URI sandbox)
      throws InterruptedException {
    try (SandboxClient till = new SandboxClient(sandbox)) {
      for (int round = 0; round < PAYMENT_ROUNDS; round++) {
        try (BackerClient backers = new BackerClient(servers.get(round % servers.size()))) {
          for (OpenedOrder order : backers.prepare(campaign, PAYMENTS_AT_ONCE)) {
            till.secure(order);
          }
        }
      }
    }
  }
}
