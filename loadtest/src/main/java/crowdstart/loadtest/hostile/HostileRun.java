package crowdstart.loadtest.hostile;

import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** All kinds of hostile clients at once, on the thread that calls. */
public final class HostileRun {
  /** Between two looks at who still stands, and two bytes of who is slow on purpose. */
  private static final Duration STEP = Duration.ofMillis(200);

  /** Connecting takes time, in which connections that have ended would seem to be held. */
  private static final int CLIENTS_PER_LOOK = 100;

  /**
   * Who attacks what.
   *
   * @param server a node's base address
   * @param source the local address that all of them connect from; empty leaves it to the system
   * @param campaign a live one
   * @param clients of each kind
   * @param flood further clients that only take connections
   * @param pause before one tries again, give or take half, and at most before it first does: how
   *     fast one can knock is another question, and what waits to be let in is held by the system,
   *     not by a node
   */
  public record Plan(
      URI server,
      String source,
      String campaign,
      int clients,
      int flood,
      Duration duration,
      Duration pause) {}

  private final Plan plan;
  private final List<HostileClient> clients = new ArrayList<>();
  private final HeldTimes held = new HeldTimes();

  private HostileRun(Plan plan) {
    this.plan = plan;
    InetSocketAddress server =
        new InetSocketAddress(plan.server().getHost(), plan.server().getPort());
    @Nullable InetSocketAddress source =
        plan.source().isEmpty() ? null : new InetSocketAddress(plan.source(), 0);
    Map<String, HostileClient> byEnd = new HashMap<>();
    for (HostileKind kind : HostileKind.values()) {
      int count = kind == HostileKind.FLOOD ? plan.flood() : plan.clients();
      for (int i = 0; i < count; i++) {
        clients.add(new HostileClient(kind, server, source, plan.campaign(), plan.pause(), byEnd));
      }
    }
  }

  /** Blocks for as long as planned, and leaves no connection behind. */
  public static List<HostileFinding> run(Plan plan) throws InterruptedException {
    HostileRun run = new HostileRun(plan);
    try {
      return run.attack();
    } finally {
      run.clients.forEach(HostileClient::hangUp);
    }
  }

  private List<HostileFinding> attack() throws InterruptedException {
    long end = System.nanoTime() + plan.duration().toNanos();
    while (System.nanoTime() < end) {
      for (int i = 0; i < clients.size(); i++) {
        if (i % CLIENTS_PER_LOOK == 0) {
          Set<String> established = SocketTable.established();
          clients.forEach(client -> client.look(established, held));
        }
        clients.get(i).step(held);
      }
      Thread.sleep(STEP);
    }
    clients.forEach(client -> held.standing(client.kind(), client.held()));
    List<HostileFinding> findings = new ArrayList<>();
    Map<HostileKind, HeldTimes.Line> lines = held.lines();
    lines.forEach((kind, line) -> findings.add(HostileFinding.of(kind, line)));
    return findings;
  }
}
