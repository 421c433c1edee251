package crowdstart.loadtest;

import crowdstart.loadtest.Arguments.Option;
import crowdstart.loadtest.client.Pace;
import crowdstart.loadtest.measure.Result;
import crowdstart.loadtest.measure.Schedule;
import crowdstart.loadtest.profile.Afterwards;
import crowdstart.loadtest.profile.LoadRun;
import crowdstart.loadtest.profile.OrderTraffic;
import crowdstart.loadtest.profile.Shop;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Places orders, in one of three shapes. */
final class OrdersCommand implements Command {
  enum Profile {
    HOT("orders for one campaign, as many as it takes or at a rate"),
    SPREAD("orders for many campaigns, as many as they take or at a rate"),
    SURGE("orders for one campaign that jump from a trickle to a flood within a second");

    private final String purpose;

    Profile(String purpose) {
      this.purpose = purpose;
    }
  }

  private final Profile profile;

  OrdersCommand(Profile profile) {
    this.profile = profile;
  }

  @Override
  public String name() {
    return profile.name().toLowerCase(Locale.ROOT);
  }

  @Override
  public String purpose() {
    return profile.purpose;
  }

  @Override
  public List<Option> options() {
    Option stock = new Option("stock", "" + Shop.STOCK_HUGE, "stock of each campaign's tier");
    Option rate = new Option("rate", "", "orders a second, open loop; saturates when not given");
    Option warmUp = new Option("warm-up", "5", "seconds before the measured time");
    Option duration = new Option("duration", "30", "measured seconds");
    return switch (profile) {
      case HOT -> LoadOptions.with(LoadOptions.shared(256), rate, warmUp, duration, stock);
      case SPREAD ->
          LoadOptions.with(
              LoadOptions.shared(256),
              new Option("campaigns", "100", "how many campaigns"),
              rate,
              warmUp,
              duration,
              stock);
      case SURGE ->
          LoadOptions.with(
              LoadOptions.shared(1024),
              new Option("from", "20", "orders a second before the surge"),
              new Option("to", "2000", "orders a second in the surge"),
              new Option("calm", "5", "seconds before the surge"),
              new Option("rise", "1", "seconds from the one to the other"),
              new Option("hold", "20", "seconds that the surge lasts"),
              stock);
    };
  }

  @Override
  public int run(Arguments arguments) {
    Pace pace = pace(arguments);
    double warmUp = profile == Profile.SURGE ? 0 : seconds(arguments, "warm-up", 0);
    LoadRun.Plan plan = LoadOptions.plan(arguments, pace, warmUp);
    try (Shop shop = new Shop(plan.servers().getFirst(), arguments.text("creator-token"))) {
      OrderTraffic traffic = new OrderTraffic(plan.servers(), campaigns(arguments, shop));
      Result result = LoadRun.run(plan, traffic, LoadRun.Meters.none(), System.out::println);
      List<String> wrong = Afterwards.check(shop, traffic.samples());
      Print.result(result, traffic.samples().size(), wrong);
      if (arguments.given("json")) {
        Print.json(arguments.text("json"), new Print.Report(name(), wrong, result));
      }
      return wrong.isEmpty() ? 0 : 1;
    }
  }

  private List<String> campaigns(Arguments arguments, Shop shop) {
    int count = profile == Profile.SPREAD ? arguments.whole("campaigns", 1, 10_000) : 1;
    int stock = arguments.whole("stock", 1, Integer.MAX_VALUE);
    List<String> campaigns = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      campaigns.add(shop.launchCampaign("Load test " + name() + " " + i, stock));
    }
    return campaigns;
  }

  private Pace pace(Arguments arguments) {
    if (profile == Profile.SURGE) {
      double from = rate(arguments, "from");
      double to = rate(arguments, "to");
      return new Pace.OpenLoop(
          Schedule.constant(from, seconds(arguments, "calm", 0.001))
              .thenRamp(from, to, seconds(arguments, "rise", 0.001))
              .thenHold(to, seconds(arguments, "hold", 0.001)));
    }
    double total = seconds(arguments, "warm-up", 0) + seconds(arguments, "duration", 1);
    return arguments.given("rate")
        ? new Pace.OpenLoop(Schedule.constant(rate(arguments, "rate"), total))
        : new Pace.Saturate(total);
  }

  private static double rate(Arguments arguments, String name) {
    return arguments.decimal(name, 0.001, LoadOptions.RATE_MAX);
  }

  private static double seconds(Arguments arguments, String name, double least) {
    return arguments.decimal(name, least, LoadOptions.SECONDS_MAX);
  }
}
