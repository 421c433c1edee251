package crowdstart.loadtest;

import crowdstart.loadtest.Arguments.Option;
import crowdstart.loadtest.client.Pace;
import crowdstart.loadtest.measure.Schedule;
import crowdstart.loadtest.profile.LoadRun;
import crowdstart.loadtest.profile.Shop;
import crowdstart.loadtest.watch.WatchRun;
import java.util.List;

/** Watches a campaign's totals with a crowd while orders flow. */
final class WatchCommand implements Command {
  @Override
  public String name() {
    return "watch";
  }

  @Override
  public String purpose() {
    return "a crowd that watches one campaign's totals while orders for it flow";
  }

  @Override
  public List<Option> options() {
    return LoadOptions.with(
        LoadOptions.shared(64),
        new Option("watchers", "5000", "event streams"),
        new Option("rate", "200", "orders a second, open loop"),
        new Option("duration", "30", "seconds that orders flow"),
        new Option("stock", "" + Shop.STOCK_HUGE, "stock of the campaign's tier"));
  }

  @Override
  public int run(Arguments arguments) throws InterruptedException {
    Schedule schedule =
        Schedule.constant(
            arguments.decimal("rate", 0.001, LoadOptions.RATE_MAX),
            arguments.decimal("duration", 1, LoadOptions.SECONDS_MAX));
    LoadRun.Plan plan = LoadOptions.plan(arguments, new Pace.OpenLoop(schedule), 0);
    int watchers = arguments.whole("watchers", 1, LoadOptions.CONNECTIONS_MAX);
    try (Shop shop = new Shop(plan.servers().getFirst(), arguments.text("creator-token"))) {
      String campaign =
          shop.launchCampaign("Load test watch", arguments.whole("stock", 1, Integer.MAX_VALUE));
      WatchRun.Outcome outcome = WatchRun.run(plan, watchers, campaign, System.out::println);
      Print.watched(outcome);
      if (arguments.given("json")) {
        Print.json(arguments.text("json"), outcome);
      }
      return outcome.wrong().isEmpty() ? 0 : 1;
    }
  }
}
