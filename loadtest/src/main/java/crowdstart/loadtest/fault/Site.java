package crowdstart.loadtest.fault;

import crowdstart.loadtest.process.Java;
import crowdstart.loadtest.process.Node;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/** Three nodes, PostgreSQL and the payment sandbox, and the proxies between them, all running. */
public final class Site implements AutoCloseable {
  /** The creators' bearer token: nodes that listen beyond loopback want one. */
  public static final String CREATOR_TOKEN = "a-creator-of-the-fault-run";

  /** Below the ports that Linux gives to outgoing connections (32768 and up): nobody sits there. */
  private static final int SET_UP_PORT_BASE = 20_000;

  private static final int SET_UP_PORTS = 4_000;
  private static final Duration READY_WAIT_MAX = Duration.ofMinutes(3);

  private final Network network;
  private final Disk disk;
  private final Optional<Shim> shim;
  private final Map<Route, FaultProxy> proxies = new LinkedHashMap<>();
  private final Map<Place, Supervised> processes = new LinkedHashMap<>();
  private final Health health;
  private final Deque<AutoCloseable> open = new ArrayDeque<>();

  /**
   * How the nodes are set up.
   *
   * @param heap of each, as after {@code -Xmx}
   * @param hold how long stock is held for an order
   * @param drain how long a stopping node says not ready before it closes its port
   * @param isCompiledLightly whether nodes start sooner at the price of never being fast
   */
  public record NodeSetup(String heap, Duration hold, Duration drain, boolean isCompiledLightly) {}

  private Site(Path directory) {
    network = opened(Network.make());
    disk = opened(Disk.make(directory));
    shim = Shim.build(directory);
    health = opened(new Health(network));
  }

  /**
   * Starts everything and waits until all nodes are ready.
   *
   * @param directory for data and logs; stays
   */
  public static Site start(Path directory, NodeSetup setup, long seed) throws InterruptedException {
    Site site = new Site(directory);
    boolean isStarted = false;
    try {
      site.startProxies(seed);
      site.startDatabase(directory);
      site.startSandbox(directory, seed);
      Place.NODES.forEach(place -> site.startNode(directory, place, setup));
      site.awaitReady(Place.NODES.size(), READY_WAIT_MAX);
      isStarted = true;
      return site;
    } finally {
      if (!isStarted) {
        site.close();
      }
    }
  }

  private <T extends AutoCloseable> T opened(T closeable) {
    open.push(closeable);
    return closeable;
  }

  private void startProxies(long seed) {
    for (Route route : Route.all()) {
      if (route.kind() != Route.Kind.BETWEEN_NODES || network.canCut()) {
        int port = route.kind().port();
        FaultProxy proxy =
            new FaultProxy(
                new InetSocketAddress(network.address(route), port),
                new InetSocketAddress(network.address(route.target()), port),
                seed * Route.all().size() + route.number());
        proxies.put(route, opened(proxy));
      }
    }
  }

  private void startDatabase(Path directory) throws InterruptedException {
    int portForNow = (int) (SET_UP_PORT_BASE + ProcessHandle.current().pid() % SET_UP_PORTS);
    PostgresServer server = PostgresServer.prepare(disk.place(), portForNow);
    String address = network.address(Place.DATABASE);
    start(
        directory,
        Place.DATABASE,
        server.command(network.within(Place.DATABASE), address),
        shimmed(Place.DATABASE));
    PostgresServer.awaitAnswer(databaseUrl());
  }

  private void startSandbox(Path directory, long seed) {
    String webhooks =
        Place.NODES.stream()
            .map(node ->
                http(new Route(Route.Kind.WEBHOOKS, node)) + "/v1/payments/webhooks/sandbox")
            .collect(Collectors.joining(","));
    start(
        directory,
        Place.SANDBOX,
        Java.of("192m").within(network.within(Place.SANDBOX)).command(words(true, "sandbox")),
        Map.of(
            "SANDBOX_HOST", network.address(Place.SANDBOX),
            "SANDBOX_PORT", Integer.toString(Route.Kind.TO_SANDBOX.port()),
            "SANDBOX_SEED", Long.toString(seed),
            "SANDBOX_WEBHOOK_URLS", webhooks,
            "SANDBOX_WEBHOOK_SECRET", Node.WEBHOOK_SECRET,
            "DATABASE_URL", databaseUrl()));
  }

  private void startNode(Path directory, Place place, NodeSetup setup) {
    String contactPoints =
        Place.NODES.stream()
            .map(node -> network.address(node) + ":" + Health.MANAGEMENT_PORT)
            .collect(Collectors.joining(","));
    Map<String, String> environment = new HashMap<>(shimmed(place));
    environment.put("HTTP_HOST", network.address(place));
    environment.put("HTTP_PORT", Integer.toString(Route.Kind.CLIENTS.port()));
    environment.put("MANAGEMENT_PORT", Integer.toString(Health.MANAGEMENT_PORT));
    environment.put("ARTERY_PORT", Integer.toString(Route.Kind.BETWEEN_NODES.port()));
    environment.put("CONTACT_POINTS", contactPoints);
    environment.put(
        "DATABASE_URL",
        PostgresServer.url(network.address(new Route(Route.Kind.TO_DATABASE, place))));
    environment.put("SANDBOX_ADDRESS", http(new Route(Route.Kind.TO_SANDBOX, place)));
    environment.put("SANDBOX_WEBHOOK_SECRET", Node.WEBHOOK_SECRET);
    environment.put("CREATOR_TOKENS", CREATOR_TOKEN);
    environment.put("HOLD_DURATION", setup.hold().toString());
    environment.put("DRAIN_WAIT", setup.drain().toString());
    environment.put("DEMO_CAMPAIGNS", "false");
    List<String> words = new ArrayList<>(words(setup.isCompiledLightly()));
    if (network.canCut()) {
      // The others know it by the proxy's address, and so all that they send goes through it.
      words.addFirst(
          "-Dpekko.remote.artery.canonical.hostname="
              + network.address(new Route(Route.Kind.BETWEEN_NODES, place)));
      words.addFirst("-Dpekko.remote.artery.bind.hostname=" + network.address(place));
    }
    start(
        directory,
        place,
        Java.of(setup.heap()).within(network.within(place)).command(words),
        environment);
  }

  private static List<String> words(boolean isCompiledLightly, String... arguments) {
    List<String> words = new ArrayList<>(List.of("-XX:+UseSerialGC"));
    if (isCompiledLightly) {
      words.add("-XX:TieredStopAtLevel=1");
    }
    words.add(Node.MAIN);
    words.addAll(List.of(arguments));
    return words;
  }

  private Map<String, String> shimmed(Place place) {
    return shim.map(it -> it.environment(place)).orElse(Map.of());
  }

  private void start(
      Path directory, Place place, List<String> command, Map<String, String> environment) {
    Supervised process = opened(new Supervised(place.label(), directory, command, environment));
    processes.put(place, process);
    process.start();
  }

  Network network() {
    return network;
  }

  Disk disk() {
    return disk;
  }

  Optional<Shim> shim() {
    return shim;
  }

  Optional<FaultProxy> proxy(Route route) {
    return Optional.ofNullable(proxies.get(route));
  }

  Supervised process(Place place) {
    return Objects.requireNonNull(processes.get(place));
  }

  Health health() {
    return health;
  }

  /** Where clients reach a node. */
  URI clients(Place node) {
    return URI.create(http(new Route(Route.Kind.CLIENTS, node)));
  }

  /** A node, with nothing between. */
  URI direct(Place node) {
    return URI.create("http://%s:%d".formatted(network.address(node), Route.Kind.CLIENTS.port()));
  }

  /** The sandbox, with nothing between. */
  URI sandbox() {
    return URI.create(
        "http://%s:%d".formatted(network.address(Place.SANDBOX), Route.Kind.TO_SANDBOX.port()));
  }

  /** The database, with nothing between. */
  String databaseUrl() {
    return PostgresServer.url(network.address(Place.DATABASE));
  }

  private String http(Route route) {
    return "http://%s:%d".formatted(network.address(route), route.kind().port());
  }

  /** The nodes, with nothing between. */
  public List<URI> nodes() {
    return Place.NODES.stream().map(this::direct).toList();
  }

  /** Those that say that they should be given traffic. */
  public List<URI> readyNodes() throws InterruptedException {
    return health.ready().stream().map(this::direct).toList();
  }

  /**
   * Asks a node, counted from 1, to stop, waits until it has, and starts it again.
   *
   * @throws IllegalStateException when it had to be killed
   */
  public void restartGracefully(int number) {
    Supervised node = process(Place.NODES.get(number - 1));
    boolean hasStopped = node.holdDown("TERM");
    node.release();
    if (!hasStopped) {
      throw new IllegalStateException(node.name() + " did not stop when it was asked to");
    }
  }

  /** Waits until so many nodes say that they are ready. */
  public void awaitReady(int count, Duration most) throws InterruptedException {
    long deadline = System.nanoTime() + most.toNanos();
    while (health.ready().size() < count) {
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException(
            "only %s were ready after %s".formatted(health.ready(), most));
      }
      Thread.sleep(200);
    }
  }

  @Override
  public void close() {
    while (!open.isEmpty()) {
      try {
        open.pop().close();
      } catch (Exception e) {
        throw new IllegalStateException("the site could not be taken down", e);
      }
    }
  }
}
