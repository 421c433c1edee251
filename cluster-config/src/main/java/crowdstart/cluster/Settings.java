package crowdstart.cluster;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All that an operator can set, read once from the environment and checked as a whole.
 *
 * @param http where clients connect
 * @param management where probes, scrapers and the bootstrap of other nodes connect
 * @param artery where the other nodes' messages arrive
 * @param contactPoints management endpoints of the nodes that form a new cluster; this node alone
 *     when none were set
 * @param region what every new id begins with
 * @param database where views live, and the journals without a database of their own
 * @param journalDatabases where the other journals live
 * @param holdDuration how long stock is held for an order
 * @param creatorTokens bearer tokens of creators; empty means that none is asked for, which is
 *     refused unless {@code http} is loopback
 * @param demoCampaigns whether to seed demo campaigns when there are none
 * @param payments who moves the money
 * @param limits the limits that operators may set
 * @param warmUp the longest a node exercises its own path before it is ready; zero is not at all
 * @param drainWait how long a stopping node says "not ready" before it closes its port
 * @param pekkoLogLevel from which level on the framework's own lines are logged
 */
public record Settings(
    Endpoint http,
    Endpoint management,
    Endpoint artery,
    List<Endpoint> contactPoints,
    String region,
    DatabaseSettings database,
    JournalDatabases journalDatabases,
    Duration holdDuration,
    List<CreatorToken> creatorTokens,
    boolean demoCampaigns,
    PaymentSettings payments,
    Limits limits,
    Duration warmUp,
    Duration drainWait,
    String pekkoLogLevel) {

  private static final String LOOPBACK = "127.0.0.1";

  /** What holds when nothing is set. */
  public static Settings defaults() {
    return of(Map.of());
  }

  /**
   * Reads the variables of an environment; those it does not know are ignored.
   *
   * @throws InvalidSettings naming every setting that is wrong
   */
  public static Settings of(Map<String, String> environment) {
    SettingsReader reader = new SettingsReader(environment);
    Endpoint http =
        new Endpoint(
            reader.readOrStandard(SettingsTable.HTTP_HOST),
            reader.readOrStandard(SettingsTable.HTTP_PORT));
    // Nobody can dial "every address", so a node that was given no better one stands alone.
    String internalHost = Endpoint.isWildcard(http.host()) ? LOOPBACK : http.host();
    Endpoint management =
        new Endpoint(
            reader.read(SettingsTable.MANAGEMENT_HOST).orElse(internalHost),
            reader.readOrStandard(SettingsTable.MANAGEMENT_PORT));
    Endpoint artery =
        new Endpoint(
            reader.read(SettingsTable.ARTERY_HOST).orElse(internalHost),
            reader.readOrStandard(SettingsTable.ARTERY_PORT));
    List<Endpoint> contactPoints =
        reader.read(SettingsTable.CONTACT_POINTS).orElse(List.of(management));
    String region = reader.readOrStandard(SettingsTable.REGION);
    DatabaseSettings database = database(reader);
    Settings settings =
        new Settings(
            http,
            management,
            artery,
            contactPoints,
            region,
            database,
            JournalDatabases.read(reader),
            reader.readOrStandard(SettingsTable.HOLD_DURATION),
            reader.read(SettingsTable.CREATOR_TOKENS).orElse(List.of()),
            reader
                .read(SettingsTable.DEMO_CAMPAIGNS)
                .orElse(database instanceof DatabaseSettings.Embedded),
            PaymentSettings.read(reader),
            limits(reader),
            reader.readOrStandard(SettingsTable.WARM_UP),
            reader.readOrStandard(SettingsTable.DRAIN_WAIT),
            reader.readOrStandard(SettingsTable.PEKKO_LOG_LEVEL));
    settings.checkTogether(reader, environment);
    reader.throwIfWrong();
    return settings;
  }

  /** The table that {@code --help} prints: every setting with its default and meaning. */
  public static String help() {
    return SettingsHelp.text();
  }

  /** Whether this node forms a cluster of its own, with no other to wait for. */
  public boolean isAlone() {
    return contactPoints.equals(List.of(management));
  }

  /**
   * The whole configuration of the actor system: these settings over the files over Pekko's own.
   */
  public Config toConfig() {
    return ConfigFactory.load(
        SettingsOverlay.of(this).withFallback(ConfigFactory.defaultApplication()));
  }

  private static DatabaseSettings database(SettingsReader reader) {
    Optional<String> user = reader.read(DatabaseSettingsTable.DATABASE_USER);
    Optional<Secret> password = reader.read(DatabaseSettingsTable.DATABASE_PASSWORD);
    DatabaseSettings embedded =
        new DatabaseSettings.Embedded(
            reader.readOrStandard(DatabaseSettingsTable.DATA_DIR),
            reader.readOrStandard(DatabaseSettingsTable.DATABASE_PORT));
    return reader
        .read(DatabaseSettingsTable.DATABASE_URL)
        .<DatabaseSettings>map(url ->
            new DatabaseSettings.External(
                url.jdbcUrl(), user.or(url::user), password.or(url::password)))
        .orElse(embedded);
  }

  private static Limits limits(SettingsReader reader) {
    return new Limits(
        reader.readOrStandard(SettingsTable.CHECKOUTS_IN_FLIGHT_MAX),
        reader.readOrStandard(SettingsTable.GATE_QUEUE_MAX),
        reader.readOrStandard(SettingsTable.ORDER_JOURNAL_POOL),
        reader.readOrStandard(SettingsTable.CAMPAIGN_JOURNAL_POOL),
        reader.readOrStandard(SettingsTable.PAYMENT_JOURNAL_POOL),
        reader.readOrStandard(SettingsTable.FULFILMENT_JOURNAL_POOL),
        reader.readOrStandard(SettingsTable.VIEW_POOL),
        reader.readOrStandard(ConnectionSettingsTable.HTTP_CONNECTIONS_MAX),
        reader.readOrStandard(ConnectionSettingsTable.HTTP_CONNECTIONS_PER_ADDRESS_MAX),
        reader.read(ConnectionSettingsTable.TRUSTED_PROXIES).orElse(AddressRange.PRIVATE));
  }

  private void checkTogether(SettingsReader reader, Map<String, String> environment) {
    boolean tokensUnset =
        environment.getOrDefault(SettingsTable.CREATOR_TOKENS.name(), "").isBlank();
    if (tokensUnset && (!http.isLoopback() || payments.isForReal())) {
      reader.problem(
          SettingsTable.CREATOR_TOKENS,
          "",
          SettingsTable.CREATOR_TOKENS.rule()
              + (http.isLoopback()
                  ? ", because STRIPE_SECRET_KEY moves real money"
                  : ", because HTTP_HOST is not loopback"));
    }
    if (payments.provider() instanceof PaymentSettings.OwnSandbox && !http.isLoopback()) {
      reader.problem(
          PaymentSettingsTable.STRIPE_SECRET_KEY,
          "",
          PaymentSettingsTable.STRIPE_SECRET_KEY.rule()
              + ", or else SANDBOX_ADDRESS set, because HTTP_HOST is not loopback");
    }
    if (http.equals(management) || http.equals(artery)) {
      reader.problem(
          SettingsTable.HTTP_PORT,
          String.valueOf(http.port()),
          "a port of its own on " + http.host());
    }
    if (management.equals(artery)) {
      reader.problem(
          SettingsTable.MANAGEMENT_PORT,
          String.valueOf(management.port()),
          "a port of its own on " + management.host());
    }
    internal(reader, SettingsTable.MANAGEMENT_HOST, management);
    internal(reader, SettingsTable.ARTERY_HOST, artery);
    boolean othersElsewhere = contactPoints.stream().anyMatch(point -> !point.isLoopback());
    if (!isAlone() && othersElsewhere && Endpoint.isLoopback(artery.host())) {
      reader.problem(
          SettingsTable.ARTERY_HOST,
          "\"" + artery.host() + "\"",
          "an address that the nodes behind CONTACT_POINTS can dial");
    }
  }

  /**
   * Whoever reaches these ports commands the cluster: they are opened to strangers by nobody's
   * default.
   */
  private static void internal(SettingsReader reader, Setting<String> host, Endpoint endpoint) {
    if (!reader.isSet(host) && !AddressRange.isPrivate(endpoint.host())) {
      reader.problem(host, "", host.rule() + ", because HTTP_HOST may be reached from outside");
    }
  }
}
