package crowdstart.cluster;

import static crowdstart.cluster.Parsers.between;
import static crowdstart.cluster.Parsers.listOf;
import static crowdstart.cluster.Parsers.matching;
import static crowdstart.cluster.Setting.Group.ADDRESSES;
import static crowdstart.cluster.Setting.Group.CAMPAIGNS;
import static crowdstart.cluster.Setting.Group.CLUSTER;
import static crowdstart.cluster.Setting.Group.LIFE;
import static crowdstart.cluster.Setting.limit;

import crowdstart.cluster.Setting.Group;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Every setting there is, in the order of {@code --help}. */
final class SettingsTable {

  private static final int CONTACT_POINTS_MAX = 100;
  private static final int CREATOR_TOKENS_MAX = 1_000;
  private static final int POOL_MAX = 200;

  static final Setting<String> HTTP_HOST =
      host(
          "HTTP_HOST",
          "127.0.0.1",
          "where the API listens; 0.0.0.0 is every address",
          Parsers::host);
  static final Setting<Integer> HTTP_PORT = port("HTTP_PORT", 8080, "the port of the API");
  static final Setting<String> MANAGEMENT_HOST =
      host(
          "MANAGEMENT_HOST",
          "= HTTP_HOST",
          "where health, metrics and cluster pages listen, and other nodes ask; keep it internal;"
              + " to be set where HTTP_HOST is neither loopback nor a private address",
          Parsers::hostOfThisNode);
  static final Setting<Integer> MANAGEMENT_PORT =
      port("MANAGEMENT_PORT", 8558, "the port of health, metrics and cluster pages");
  static final Setting<String> ARTERY_HOST =
      host(
          "ARTERY_HOST",
          "= HTTP_HOST",
          "where the other nodes reach this one; keep it internal; to be set where HTTP_HOST is"
              + " neither loopback nor a private address",
          Parsers::hostOfThisNode);
  static final Setting<Integer> ARTERY_PORT =
      port("ARTERY_PORT", 17355, "the port for messages between nodes");

  static final Setting<List<Endpoint>> CONTACT_POINTS =
      new Setting<>(
          "CONTACT_POINTS",
          CLUSTER,
          "this node only",
          "management endpoints of the first nodes, the same list on each: a new cluster forms once"
              + " all of them answer, a running one is joined through any",
          "a comma list of host:port, each once",
          "10.0.0.1:8558,10.0.0.2:8558,10.0.0.3:8558",
          false,
          listOf(Parsers::endpoint, CONTACT_POINTS_MAX));
  static final Setting<String> REGION =
      new Setting<>(
          "REGION",
          CLUSTER,
          "local",
          "the region that new ids carry; one cluster and one database each",
          "1 to 12 lower-case letters and digits, and not warmup",
          "eu1",
          false,
          matching("(?!warmup$)[a-z0-9]{1,12}"));

  static final Setting<Duration> HOLD_DURATION =
      length(
          "HOLD_DURATION",
          CAMPAIGNS,
          "PT15M",
          "how long stock is held for an order that is not yet paid",
          Duration.ofSeconds(1),
          Duration.ofDays(7),
          "from one second to seven days");
  static final Setting<List<CreatorToken>> CREATOR_TOKENS =
      new Setting<List<CreatorToken>>(
              "CREATOR_TOKENS",
              CAMPAIGNS,
              "none needed",
              "bearer tokens: name=token runs that creator's campaigns, a token without a name is"
                  + " an operator's and runs all of them; may be unset only while HTTP_HOST is"
                  + " loopback",
              "a comma list of name=token, or of operators' tokens without a name; each token once,"
                  + " of 16 to 200 letters, digits and -._~+/, and = where a name stands before it",
              "folding-light=a-long-random-text",
              false,
              text ->
                  listOf(CreatorToken::parse, CREATOR_TOKENS_MAX)
                      .apply(text)
                      .filter(SettingsTable::isEachTokenOnce))
          .asSecret();
  static final Setting<Boolean> DEMO_CAMPAIGNS =
      new Setting<>(
          "DEMO_CAMPAIGNS",
          CAMPAIGNS,
          "true if embedded",
          "whether to seed demo campaigns when there are none; by default only with the embedded"
              + " database",
          "true or false",
          "false",
          false,
          Parsers::yesOrNo);

  static final Setting<Integer> CHECKOUTS_IN_FLIGHT_MAX =
      limit(
          "CHECKOUTS_IN_FLIGHT_MAX",
          4_096,
          1_000_000,
          "checkouts on this node that wait for an answer; more are told overloaded");
  static final Setting<Integer> GATE_QUEUE_MAX =
      limit(
          "GATE_QUEUE_MAX",
          20_000,
          1_000_000,
          "commands that wait at one campaign; more are told overloaded");
  static final Setting<Integer> ORDER_JOURNAL_POOL =
      limit("ORDER_JOURNAL_POOL", 8, POOL_MAX, "connections to the order journal");
  static final Setting<Integer> CAMPAIGN_JOURNAL_POOL =
      limit("CAMPAIGN_JOURNAL_POOL", 4, POOL_MAX, "connections to the campaign journal");
  static final Setting<Integer> PAYMENT_JOURNAL_POOL =
      limit("PAYMENT_JOURNAL_POOL", 3, POOL_MAX, "connections to the payment journal");
  static final Setting<Integer> FULFILMENT_JOURNAL_POOL =
      limit("FULFILMENT_JOURNAL_POOL", 2, POOL_MAX, "connections to the fulfilment journal");
  static final Setting<Integer> VIEW_POOL =
      limit("VIEW_POOL", 6, POOL_MAX, "connections of the views and their queries");

  static final Setting<Duration> WARM_UP =
      length(
          "WARM_UP",
          LIFE,
          "PT3S",
          "the longest a node exercises its own path before it says ready; PT0S is not at all, nor after",
          Duration.ZERO,
          Duration.ofMinutes(5),
          "from PT0S to five minutes");
  static final Setting<Duration> DRAIN_WAIT =
      length(
          "DRAIN_WAIT",
          LIFE,
          "PT0S",
          "how long a stopping node says not ready before it closes its port; behind a load"
              + " balancer, longer than that takes to notice",
          Duration.ZERO,
          Duration.ofMinutes(5),
          "from PT0S to five minutes");
  static final Setting<String> PEKKO_LOG_LEVEL =
      new Setting<>(
          "PEKKO_LOG_LEVEL",
          LIFE,
          "WARN",
          "from which level on the framework's own lines are logged",
          "ERROR, WARN, INFO or DEBUG",
          "INFO",
          false,
          matching("ERROR|WARN|INFO|DEBUG"));

  static final List<Setting<?>> ALL =
      List.of(
          HTTP_HOST,
          HTTP_PORT,
          MANAGEMENT_HOST,
          MANAGEMENT_PORT,
          ARTERY_HOST,
          ARTERY_PORT,
          CONTACT_POINTS,
          REGION,
          DatabaseSettingsTable.DATABASE_URL,
          DatabaseSettingsTable.DATABASE_USER,
          DatabaseSettingsTable.DATABASE_PASSWORD,
          DatabaseSettingsTable.DATA_DIR,
          DatabaseSettingsTable.DATABASE_PORT,
          DatabaseSettingsTable.CAMPAIGN_JOURNAL.url(),
          DatabaseSettingsTable.CAMPAIGN_JOURNAL.user(),
          DatabaseSettingsTable.CAMPAIGN_JOURNAL.password(),
          DatabaseSettingsTable.ORDER_JOURNAL.url(),
          DatabaseSettingsTable.ORDER_JOURNAL.user(),
          DatabaseSettingsTable.ORDER_JOURNAL.password(),
          DatabaseSettingsTable.PAYMENT_JOURNAL.url(),
          DatabaseSettingsTable.PAYMENT_JOURNAL.user(),
          DatabaseSettingsTable.PAYMENT_JOURNAL.password(),
          DatabaseSettingsTable.FULFILMENT_JOURNAL.url(),
          DatabaseSettingsTable.FULFILMENT_JOURNAL.user(),
          DatabaseSettingsTable.FULFILMENT_JOURNAL.password(),
          HOLD_DURATION,
          CREATOR_TOKENS,
          DEMO_CAMPAIGNS,
          CHECKOUTS_IN_FLIGHT_MAX,
          GATE_QUEUE_MAX,
          ConnectionSettingsTable.HTTP_CONNECTIONS_MAX,
          ConnectionSettingsTable.HTTP_CONNECTIONS_PER_ADDRESS_MAX,
          ConnectionSettingsTable.TRUSTED_PROXIES,
          ORDER_JOURNAL_POOL,
          CAMPAIGN_JOURNAL_POOL,
          PAYMENT_JOURNAL_POOL,
          FULFILMENT_JOURNAL_POOL,
          VIEW_POOL,
          PaymentSettingsTable.STRIPE_SECRET_KEY,
          PaymentSettingsTable.STRIPE_WEBHOOK_SECRETS,
          PaymentSettingsTable.STRIPE_ADDRESS,
          PaymentSettingsTable.SANDBOX_ADDRESS,
          PaymentSettingsTable.SANDBOX_WEBHOOK_SECRET,
          PaymentSettingsTable.SANDBOX_PORT,
          PaymentSettingsTable.CHARGES_PER_SECOND_MAX,
          WARM_UP,
          DRAIN_WAIT,
          PEKKO_LOG_LEVEL);

  private SettingsTable() {}

  private static Setting<String> host(
      String name, String standard, String meaning, Function<String, Optional<String>> parser) {
    boolean dialled = standard.startsWith("=");
    String rule =
        dialled
            ? "a host name or address that other nodes can dial, not 0.0.0.0"
            : "a host name or an address";
    String example = dialled ? "10.0.0.1" : "127.0.0.1";
    return new Setting<>(name, ADDRESSES, standard, meaning, rule, example, false, parser);
  }

  private static Setting<Integer> port(String name, int standard, String meaning) {
    String text = String.valueOf(standard);
    return new Setting<>(
        name, ADDRESSES, text, meaning, portRule(), text, false, between(1, Parsers.PORT_MAX));
  }

  private static String portRule() {
    return "a whole number from 1 to " + Parsers.PORT_MAX;
  }

  private static Setting<Duration> length(
      String name,
      Group group,
      String standard,
      String meaning,
      Duration min,
      Duration max,
      String range) {
    String rule = "an ISO 8601 duration " + range;
    return new Setting<>(name, group, standard, meaning, rule, "PT10S", false, between(min, max));
  }

  private static boolean isEachTokenOnce(List<CreatorToken> tokens) {
    return tokens.stream().map(CreatorToken::token).distinct().count() == tokens.size();
  }
}
