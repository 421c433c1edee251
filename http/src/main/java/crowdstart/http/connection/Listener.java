package crowdstart.http.connection;

import crowdstart.http.metrics.Metrics;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.apache.pekko.Done;
import org.apache.pekko.NotUsed;
import org.apache.pekko.actor.Cancellable;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.http.javadsl.Http;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.settings.ServerSettings;
import org.apache.pekko.stream.Materializer;
import org.apache.pekko.stream.SystemMaterializer;
import org.apache.pekko.stream.TLSProtocol.SslTlsInbound;
import org.apache.pekko.stream.TLSProtocol.SslTlsOutbound;
import org.apache.pekko.stream.javadsl.BidiFlow;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.TLSPlacebo;
import org.apache.pekko.stream.javadsl.Tcp;
import org.apache.pekko.util.ByteString;

/**
 * A port that HTTP is served on: Pekko's HTTP layer over connections that are guarded. Pekko's own
 * server has no limit for one address, keeps a request that never ends, and waits for ever for a
 * peer that takes nothing.
 */
public final class Listener {
  /** We hang up first, and a peer that still sends sees its answer before a reset. */
  private static final boolean HALF_CLOSE = true;

  private final Connections connections;
  private final Tcp.ServerBinding port;
  private final Cancellable looks;

  private Listener(Connections connections, Tcp.ServerBinding port, Cancellable looks) {
    this.connections = connections;
    this.port = port;
    this.looks = looks;
  }

  /**
   * Begins to listen. Fails when the address cannot be listened on.
   *
   * @param address with port 0 for any that is free
   * @param handler answers each request, and never fails
   * @param shedding is asked before HTTP reads a request
   */
  public static CompletionStage<Listener> bind(
      ActorSystem<?> system,
      InetSocketAddress address,
      ServerSettings settings,
      ConnectionLimits limits,
      Function<HttpRequest, CompletionStage<HttpResponse>> handler,
      Shedding shedding) {
    Materializer materializer = SystemMaterializer.get(system).materializer();
    Connections connections = new Connections(limits);
    Reception reception =
        new Reception(
            connections,
            Http.get(system.classicSystem()).serverLayer(settings).atop(withoutTls()),
            handler,
            shedding,
            materializer);
    return Tcp.get(system)
        .bind(
            address.getHostString(),
            address.getPort(),
            settings.getBacklog(),
            settings.getSocketOptions(),
            HALF_CLOSE,
            Optional.empty())
        .to(Sink.foreach(reception::receive))
        .run(materializer)
        .thenApply(port ->
            new Listener(connections, port, looks(system, connections, limits.lookPeriod())));
  }

  /** What comes out of it is what the layer above takes in; only Java cannot see that. */
  @SuppressWarnings("unchecked")
  private static BidiFlow<SslTlsOutbound, ByteString, ByteString, SslTlsInbound, NotUsed>
      withoutTls() {
    return (BidiFlow<SslTlsOutbound, ByteString, ByteString, SslTlsInbound, NotUsed>)
        (BidiFlow<?, ?, ?, ?, ?>) TLSPlacebo.getInstance();
  }

  private static Cancellable looks(
      ActorSystem<?> system, Connections connections, Duration period) {
    return system
        .scheduler()
        .scheduleWithFixedDelay(
            period, period, () -> connections.look(period), system.executionContext());
  }

  public InetSocketAddress address() {
    return port.localAddress();
  }

  /** Shows who is connected, and who was sent away. */
  public void show(Metrics metrics) {
    metrics.gauge("crowdstart.connections", "Open client connections", Map.of(), connections::size);
    for (Refusal why : Refusal.values()) {
      metrics.counter(
          "crowdstart.connections.refused",
          "Connections that were not taken in",
          Map.of("reason", why.label()),
          () -> connections.refused(why));
    }
    for (Excess why : Excess.values()) {
      metrics.counter(
          "crowdstart.connections.cut",
          "Connections that were ended for what they did",
          Map.of("reason", why.label()),
          () -> connections.cut(why));
    }
  }

  /** Takes in no more connections; those that are open stay. */
  public CompletionStage<Done> unbind() {
    return port.unbind().thenApply(_ -> Done.done());
  }

  /**
   * Ends all connections: at once where no request is under way, else with its answer.
   *
   * @param wait after which the rest are ended without
   */
  public CompletionStage<Done> terminate(Duration wait) {
    return connections
        .finish()
        .toCompletableFuture()
        .completeOnTimeout(Done.done(), wait.toMillis(), TimeUnit.MILLISECONDS)
        .thenApply(done -> {
          looks.cancel();
          connections.abort();
          return done;
        });
  }
}
