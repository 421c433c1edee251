package crowdstart.cluster;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigUtil;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;
import org.apache.pekko.cluster.sharding.typed.javadsl.Entity;
import org.apache.pekko.cluster.sharding.typed.javadsl.EntityTypeKey;

/** What the tests need to start nodes and to look at them from outside. */
final class TestNodes {

  private static final Config CHANGES =
      ConfigFactory.parseString(
          """
          pekko.actor.serialization-bindings."crowdstart.cluster.TestNodes$Where" = jackson-cbor
          """);

  static final EntityTypeKey<Where> CAMPAIGN = EntityTypeKey.create(Where.class, "campaign");
  static final EntityTypeKey<Where> ORDER = EntityTypeKey.create(Where.class, "order");

  /** Asks an entity on which node it lives. */
  record Where(ActorRef<String> replyTo) {}

  private static final HttpClient CLIENT =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();

  private TestNodes() {}

  /** Three addresses' worth of ports that nobody listens on, the same on every loopback address. */
  static Map<String, String> freePorts() {
    try (ServerSocket http = anyPort();
        ServerSocket management = anyPort();
        ServerSocket artery = anyPort()) {
      Map<String, String> environment = new HashMap<>();
      environment.put("HTTP_PORT", String.valueOf(http.getLocalPort()));
      environment.put("MANAGEMENT_PORT", String.valueOf(management.getLocalPort()));
      environment.put("ARTERY_PORT", String.valueOf(artery.getLocalPort()));
      return environment;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** The node's configuration without the classes of the modules that stand above this one. */
  static Config config(Settings settings) {
    Config config = settings.toConfig();
    for (String part : List.of("serializers", "serialization-bindings")) {
      Config section = config.getConfig("pekko.actor." + part);
      for (String key : section.root().keySet()) {
        String name = section.getString(ConfigUtil.quoteString(key));
        if (key.startsWith("crowdstart.") || name.startsWith("crowdstart.")) {
          config = config.withoutPath("pekko.actor." + part + "." + ConfigUtil.quoteString(key));
        }
      }
    }
    return CHANGES.withFallback(config);
  }

  /** As above, for a node in the test's own JVM, which must outlive it. */
  static Config configInThisJvm(Settings settings) {
    return ConfigFactory.parseString("pekko.coordinated-shutdown.exit-jvm = off")
        .withFallback(config(settings));
  }

  static void initSharding(ActorSystem<?> system) {
    ClusterSharding sharding = ClusterSharding.get(system);
    // Readiness waits for all of them.
    for (String name :
        system.settings().config().getStringList("pekko.cluster.sharding.healthcheck.names")) {
      sharding.init(Entity.of(EntityTypeKey.create(Where.class, name), _ -> entity(system)));
    }
  }

  static ReadinessCheck content() {
    return () -> CompletableFuture.completedFuture(Optional.empty());
  }

  static HttpResponse<String> get(Settings settings, String path) {
    return send(settings, HttpRequest.newBuilder().GET(), path);
  }

  static HttpResponse<String> send(Settings settings, HttpRequest.Builder request, String path) {
    URI uri = URI.create("http://" + settings.management() + path);
    try {
      return CLIENT.send(
          request.uri(uri).timeout(Duration.ofSeconds(5)).build(), BodyHandlers.ofString());
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } catch (InterruptedException failure) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(failure);
    }
  }

  private static Behavior<Where> entity(ActorSystem<?> system) {
    return Behaviors.receiveMessage(where -> {
      where.replyTo().tell(system.address().toString());
      return Behaviors.same();
    });
  }

  private static ServerSocket anyPort() throws IOException {
    return new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
  }
}
