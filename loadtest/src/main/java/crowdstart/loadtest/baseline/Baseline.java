package crowdstart.loadtest.baseline;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Clock;
import java.util.logging.Level;
import java.util.logging.Logger;

/** The baseline as a server; runs until closed. */
public final class Baseline implements AutoCloseable {
  /**
   * Where it listens and what it stands on.
   *
   * @param port 0 takes any free one
   * @param poolSize database connections
   */
  public record Settings(String host, int port, String databaseUrl, int poolSize) {}

  /** Largest request body in bytes. */
  private static final int BODY_BYTES_MAX = 64 * 1024;

  private static final int BACKLOG = 4_096;
  private static final HeaderName IDEMPOTENCY_KEY = HeaderNames.create("Idempotency-Key");
  private static final HeaderName IDEMPOTENCY_REPLAYED = HeaderNames.create("Idempotency-Replayed");
  // The same in every run, so that ids repeat across restarts; nothing here is worth guessing.
  private static final byte[] SECRET = "baseline".getBytes(StandardCharsets.US_ASCII);

  // Held, since a logger that nobody holds forgets its level.
  private static final Logger SERVER_LOG = Logger.getLogger("io.helidon");

  private final HikariDataSource pool;
  private final Campaigns campaigns;
  private final Orders orders;
  private final WebServer server;
  private final Clock clock = Clock.systemUTC();

  /** Creates the schema if need be, and listens. */
  public Baseline(Settings settings) throws SQLException {
    SERVER_LOG.setLevel(Level.WARNING);
    pool = pool(settings);
    Schema.create(pool);
    campaigns = new Campaigns(pool);
    orders = new Orders(pool, new OrderIds(SECRET));
    server =
        WebServer.builder()
            .host(settings.host())
            .port(settings.port())
            .backlog(BACKLOG)
            .maxPayloadSize(BODY_BYTES_MAX)
            .shutdownHook(false)
            .routing(this::routes)
            .build()
            .start();
  }

  public int port() {
    return server.port();
  }

  @Override
  public void close() {
    server.stop();
    pool.close();
  }

  private static HikariDataSource pool(Settings settings) {
    HikariConfig config = new HikariConfig();
    config.setPoolName("baseline");
    config.setJdbcUrl(settings.databaseUrl());
    config.setMaximumPoolSize(settings.poolSize());
    config.setMinimumIdle(settings.poolSize());
    config.setConnectionTimeout(10_000);
    return new HikariDataSource(config);
  }

  private void routes(HttpRouting.Builder routing) {
    routing
        .post("/v1/campaigns/{id}/orders", this::placeOrder)
        .get("/v1/orders/{id}", this::findOrder)
        .post("/v1/campaigns", this::createCampaign)
        .post("/v1/campaigns/{id}/launch", this::launch)
        .get("/trivial", (_, response) -> response.send("{}"))
        .error(Problem.class, (_, response, problem) -> refuse(response, problem))
        // Nobody knows what became of it, and the same key may be sent again.
        .error(SQLException.class, (_, response, _) -> refuse(response, Problem.overloaded()));
  }

  private void placeOrder(ServerRequest request, ServerResponse response) throws SQLException {
    String key = Checks.key(request.headers().first(IDEMPOTENCY_KEY).orElse(null));
    Checks.Order asked = Checks.order(Wire.placeOrder(body(request)));
    String campaign = request.path().pathParameters().get("id");
    Orders.Placed placed = orders.place(campaign, key, asked, clock.instant());
    response.header(HeaderNames.LOCATION, "/v1/orders/" + placed.order().id());
    if (placed.repeat()) {
      response.header(IDEMPOTENCY_REPLAYED, "true");
    }
    answer(response, Status.CREATED_201, placed.order());
  }

  private void findOrder(ServerRequest request, ServerResponse response) throws SQLException {
    String id = request.path().pathParameters().get("id");
    answer(response, Status.OK_200, orders.find(id).orElseThrow(() -> Problem.notFound("order")));
  }

  private void createCampaign(ServerRequest request, ServerResponse response) throws SQLException {
    Wire.CampaignView created = campaigns.create(Wire.newCampaign(body(request)));
    response.header(HeaderNames.LOCATION, "/v1/campaigns/" + created.id());
    answer(response, Status.CREATED_201, created);
  }

  private void launch(ServerRequest request, ServerResponse response) throws SQLException {
    answer(response, Status.OK_200, campaigns.launch(request.path().pathParameters().get("id")));
  }

  private static byte[] body(ServerRequest request) {
    return request.content().hasEntity() ? request.content().as(byte[].class) : new byte[0];
  }

  private static void answer(ServerResponse response, Status status, Object body) {
    response.status(status);
    response.header(HeaderNames.CONTENT_TYPE, "application/json");
    response.send(Wire.write(body));
  }

  private static void refuse(ServerResponse response, Problem problem) {
    int status = problem.document().status();
    if (status == 503) {
      response.header(HeaderNames.RETRY_AFTER, "1");
    }
    response.status(status);
    response.header(HeaderNames.CONTENT_TYPE, "application/problem+json");
    response.send(Wire.write(problem.document()));
  }
}
