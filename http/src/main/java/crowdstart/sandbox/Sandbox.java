package crowdstart.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The payment sandbox: an HTTP server that speaks the part of Stripe's API that Crowdstart uses,
 * with a durable ledger of its own, signed webhooks, test cards ({@link TestCard}), and trouble at
 * will ({@link Trouble}). No money moves.
 *
 * <p>Beside Stripe's calls, under the same key: {@code GET} and {@code PUT /sandbox/trouble},
 * {@code GET /sandbox/ledger}, {@code POST} and {@code DELETE /sandbox/webhook_endpoints}.
 */
public final class Sandbox implements AutoCloseable {
  static final int BACKLOG = 1_000;

  private final HttpServer server;
  private final ExecutorService threads;
  private final Webhooks webhooks;
  private final LedgerDatabase database;
  private final Dice dice;
  private final Controls controls;
  private final Bank bank;

  private Sandbox(SandboxSettings settings) throws IOException {
    server = HttpServer.create(new InetSocketAddress(settings.host(), settings.port()), BACKLOG);
    database = new LedgerDatabase(settings.database());
    dice = new Dice(settings.seed(), settings.trouble());
    controls = new Controls(database, dice);
    webhooks = new Webhooks(new Outbox(database), settings.clock());
    bank = new Bank(database, new Events(dice), webhooks, settings.clock());
    threads = Executors.newVirtualThreadPerTaskExecutor();
    server.setExecutor(threads);
    server.createContext(
        "/",
        new Api(
            database,
            new Access(settings.secretKey()),
            dice,
            controls,
            webhooks,
            settings.clock()));
  }

  /**
   * Starts it, with the ledger that is there.
   *
   * @throws UncheckedIOException when the port is taken
   */
  public static Sandbox start(SandboxSettings settings) {
    try {
      Sandbox sandbox = new Sandbox(settings);
      settings.endpoints().forEach(sandbox::addEndpoint);
      sandbox.server.start();
      sandbox.webhooks.start();
      sandbox.bank.start();
      return sandbox;
    } catch (IOException e) {
      throw new UncheckedIOException("the sandbox cannot listen on " + settings, e);
    }
  }

  /** Its base address, for example {@code http://127.0.0.1:12111}. */
  public URI address() {
    InetSocketAddress bound = server.getAddress();
    return URI.create("http://" + bound.getHostString() + ":" + bound.getPort());
  }

  public Trouble trouble() {
    return dice.trouble();
  }

  /** From the next call on. */
  public void trouble(Trouble next) {
    dice.set(next);
  }

  /** Webhooks go there too from the next event on. */
  public void addEndpoint(SandboxSettings.Endpoint endpoint) {
    controls.addEndpoint(endpoint);
  }

  /** As {@code GET /sandbox/ledger}: setups, payments, charges and refunds. */
  public JsonNode ledger() {
    return LedgerReport.read(database);
  }

  /** Hangs up on everybody; the ledger stays. */
  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
    bank.close();
    webhooks.close();
    database.close();
  }
}
