package crowdstart.proof;

import crowdstart.cluster.LocalCluster;
import crowdstart.database.DatabaseAddress;
import crowdstart.database.EmbeddedPostgres;
import crowdstart.sandbox.Sandbox;
import crowdstart.sandbox.SandboxSettings;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/**
 * Nodes as they run in production, a JVM each, that can be killed; beside them, and outlasting all
 * of them, one PostgreSQL and one sandbox, which has a database of its own there.
 */
final class MoneyNodes implements AutoCloseable {
  private static final int HTTP_PORT = 18_090;

  /** What nodes expect of a sandbox that runs already. */
  private static final String WEBHOOK_SECRET = "whsec_of_these_nodes";

  private final EmbeddedPostgres postgres;
  private final Map<String, String> environment = new HashMap<>();
  final Sandbox sandbox;
  private @Nullable LocalCluster cluster;

  MoneyNodes(Path directory, Map<String, String> additions) throws SQLException {
    postgres = EmbeddedPostgres.start(directory, 0);
    DatabaseAddress address = postgres.address();
    try (var connection = address.connect();
        var statement = connection.createStatement()) {
      statement.execute("create database sandbox");
    }
    String url = address.url();
    sandbox =
        Sandbox.start(
            SandboxSettings.local(
                    new SandboxSettings.Database(
                        url.substring(0, url.lastIndexOf('/') + 1) + "sandbox",
                        address.user(),
                        address.password()))
                .withEndpoints(
                    new SandboxSettings.Endpoint(
                        URI.create(url(1) + "/v1/payments/webhooks/sandbox"), WEBHOOK_SECRET)));
    environment.putAll(
        Map.of(
            "DATABASE_URL",
            url,
            "DATABASE_USER",
            address.user(),
            "HTTP_PORT",
            String.valueOf(HTTP_PORT),
            "MANAGEMENT_PORT",
            "18568",
            "ARTERY_PORT",
            "27365",
            "WARM_UP",
            "PT1S",
            "DEMO_CAMPAIGNS",
            "false",
            "SANDBOX_ADDRESS",
            sandbox.address().toString(),
            "SANDBOX_WEBHOOK_SECRET",
            WEBHOOK_SECRET));
    environment.putAll(additions);
  }

  DatabaseAddress database() {
    return postgres.address();
  }

  /** Starts nodes, and returns their addresses when all of them are ready. */
  List<String> start(int size) {
    LocalCluster started =
        LocalCluster.start(crowdstart.Main.class, size, _ -> environment, System.out);
    cluster = started;
    started.ready().toCompletableFuture().join();
    List<String> urls = new ArrayList<>();
    for (int number = 1; number <= size; number++) {
      urls.add(url(number));
    }
    return urls;
  }

  /** What a node says that cannot start when these settings are changed. */
  String refusal(Map<String, String> changes) {
    Map<String, String> changed = new HashMap<>(environment);
    changed.putAll(changes);
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    LocalCluster node =
        LocalCluster.start(
            crowdstart.Main.class,
            1,
            _ -> changed,
            new PrintStream(said, true, StandardCharsets.UTF_8));
    try {
      node.ready().toCompletableFuture().join();
      throw new AssertionError("it has started");
    } catch (CompletionException refused) {
      // Its last line is out only when it has stopped.
    } finally {
      node.stop();
    }
    return said.toString(StandardCharsets.UTF_8);
  }

  private static String url(int number) {
    return "http://127.0.0." + number + ":" + HTTP_PORT;
  }

  /** As a power cut would. */
  void kill(int number) {
    if (cluster != null) {
      cluster.kill(number);
    }
  }

  /** Ends those nodes that still run. */
  void stop() {
    if (cluster != null) {
      cluster.stop();
      cluster = null;
    }
  }

  @Override
  public void close() {
    stop();
    sandbox.close();
    postgres.close();
  }
}
