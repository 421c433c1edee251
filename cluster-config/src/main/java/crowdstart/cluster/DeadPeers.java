package crowdstart.cluster;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.pekko.actor.Address;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;
import org.apache.pekko.cluster.ClusterEvent.CurrentClusterState;
import org.apache.pekko.cluster.Member;
import org.apache.pekko.cluster.MemberStatus;
import org.apache.pekko.cluster.UniqueAddress;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.cluster.typed.Down;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes nodes out of the cluster whose process is seen to be dead, without waiting as long as for
 * one that is only silent: where the system that it ran on refuses connections to its port.
 *
 * <p>It never decides anything else than the split brain resolver would ({@code keep-majority}); it
 * decides sooner. Who does not reach a majority decides nothing here, so a firewall that refuses in
 * a node's name cannot split the cluster. A machine that is gone refuses nothing, and is left to
 * the failure detector and the resolver.
 */
final class DeadPeers {
  /** How often nodes are looked at that are unreachable, or have just refused. */
  static final Duration probeInterval = Duration.ofMillis(250);

  /** All others are looked at once in so many times: a connection, closed at once. */
  static final int PROBES_PER_CALM_PROBE = 4;

  /** How long a connection may take; a peer on the same network answers at once or not at all. */
  static final Duration connectTimeout = Duration.ofMillis(500);

  /** How many refusals in a row it takes: a port is also closed while a node is restarted. */
  static final int REFUSALS_MIN = 3;

  private static final Logger log = LoggerFactory.getLogger(DeadPeers.class);

  sealed interface Message {}

  private record Look() implements Message {}

  private record Probed(UniqueAddress node, boolean isRefused) implements Message {}

  private final ActorContext<Message> context;
  private final Cluster cluster;
  private final Map<UniqueAddress, Integer> refusals = new HashMap<>();
  private final Set<UniqueAddress> underProbe = new HashSet<>();
  private int looks;

  private DeadPeers(ActorContext<Message> context, TimerScheduler<Message> timers) {
    this.context = context;
    cluster = Cluster.get(context.getSystem());
    timers.startTimerWithFixedDelay(new Look(), probeInterval);
  }

  static Behavior<Message> create() {
    return Behaviors.setup(context ->
        Behaviors.withTimers(timers -> {
          DeadPeers peers = new DeadPeers(context, timers);
          return Behaviors.receiveMessage(peers::onMessage);
        }));
  }

  private Behavior<Message> onMessage(Message message) {
    switch (message) {
      case Look _ -> look();
      case Probed(UniqueAddress node, boolean isRefused) -> probed(node, isRefused);
    }
    return Behaviors.same();
  }

  private void look() {
    CurrentClusterState state = cluster.state();
    boolean isTurnOfAll = ++looks % PROBES_PER_CALM_PROBE == 0;
    Set<UniqueAddress> others = new HashSet<>();
    for (Member member : state.getMembers()) {
      UniqueAddress node = member.uniqueAddress();
      if (counts(member) && !node.equals(cluster.selfMember().uniqueAddress())) {
        others.add(node);
        boolean isSuspect = refusals.containsKey(node) || state.getUnreachable().contains(member);
        if ((isSuspect || isTurnOfAll) && underProbe.add(node)) {
          probe(node);
        }
      }
    }
    refusals.keySet().retainAll(others);
  }

  /** A connection blocks, hence a thread of its own; there is one for each node at most. */
  private void probe(UniqueAddress node) {
    var self = context.getSelf();
    Thread.ofVirtual()
        .name("dead-peer-probe")
        .start(() -> self.tell(new Probed(node, isRefused(node.address(), connectTimeout))));
  }

  private void probed(UniqueAddress node, boolean isRefused) {
    underProbe.remove(node);
    if (!isRefused) {
      refusals.remove(node);
      return;
    }
    if (refusals.merge(node, 1, Integer::sum) >= REFUSALS_MIN
        && reachesMajority(cluster.state(), refusals.keySet())) {
      refusals.remove(node);
      log.warn("The process of {} is gone; its entities move now", node.address());
      cluster.manager().tell(new Down(node.address()));
    }
  }

  private static boolean reachesMajority(CurrentClusterState state, Set<UniqueAddress> refusing) {
    Set<UniqueAddress> all = new HashSet<>();
    for (Member member : state.getMembers()) {
      if (counts(member)) {
        all.add(member.uniqueAddress());
      }
    }
    Set<UniqueAddress> notReached = new HashSet<>(refusing);
    state.getUnreachable().forEach(member -> notReached.add(member.uniqueAddress()));
    return isMajority(all, notReached);
  }

  /** Whether the nodes that answer us, ourselves included, are more than half of all. */
  static <N> boolean isMajority(Set<N> all, Set<N> notReached) {
    long reached = all.stream().filter(node -> !notReached.contains(node)).count();
    return 2 * reached > all.size();
  }

  /** As the resolver counts: neither who is only joining nor who is out already. */
  private static boolean counts(Member member) {
    MemberStatus status = member.status();
    return status.equals(MemberStatus.up()) || status.equals(MemberStatus.leaving());
  }

  /** Whether the system behind an address says that nobody listens there; silence is no answer. */
  static boolean isRefused(Address address, Duration timeout) {
    InetSocketAddress socketAddress =
        new InetSocketAddress(
            address.getHost().orElse(""), address.getPort().map(Integer::intValue).orElse(0));
    if (socketAddress.isUnresolved()) {
      return false;
    }
    try (Socket socket = new Socket()) {
      socket.connect(socketAddress, (int) timeout.toMillis());
      return false;
    } catch (ConnectException e) {
      // The same exception tells of a network that cannot be reached, in other words.
      return String.valueOf(e.getMessage()).contains("refused");
    } catch (IOException e) {
      return false;
    }
  }
}
