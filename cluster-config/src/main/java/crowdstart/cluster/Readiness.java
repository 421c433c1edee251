package crowdstart.cluster;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.cluster.Cluster;
import org.apache.pekko.cluster.MemberStatus;
import org.apache.pekko.cluster.sharding.ClusterSharding;
import org.apache.pekko.cluster.sharding.ClusterShardingHealthCheck;
import scala.jdk.javaapi.FutureConverters;

/**
 * Whether this node should be given traffic: not draining, up in the cluster, its entity types
 * known there, and content with itself.
 */
final class Readiness {

  private static final Duration checkTimeout = Duration.ofSeconds(2);

  private static final ReadinessCheck STARTING =
      () -> CompletableFuture.completedFuture(Optional.of("starting"));

  private static final Optional<String> ENTITY_TYPES_UNKNOWN =
      Optional.of("entity types not yet known to the cluster");

  private final Cluster cluster;
  private final ClusterSharding sharding;
  private final ClusterShardingHealthCheck shardingCheck;
  private final List<String> entityTypes;
  private volatile boolean draining;
  private volatile ReadinessCheck ownCheck = STARTING;

  Readiness(ActorSystem system) {
    cluster = Cluster.get(system);
    sharding = ClusterSharding.get(system);
    shardingCheck = new ClusterShardingHealthCheck(system);
    entityTypes =
        system.settings().config().getStringList("pekko.cluster.sharding.healthcheck.names");
  }

  void drain() {
    draining = true;
  }

  boolean isDraining() {
    return draining;
  }

  void check(ReadinessCheck check) {
    ownCheck = check;
  }

  /** Never fails: a check that does is a reason of its own. */
  CompletionStage<Optional<String>> reasonNotReady() {
    if (draining) {
      return reason("draining");
    }
    MemberStatus status = cluster.selfMember().status();
    if (!status.equals(MemberStatus.up())) {
      return reason("not up in the cluster: " + status);
    }
    return guarded("sharding", this::reasonOfSharding)
        .thenCompose(why -> why.isPresent() ? reason(why.get()) : guarded("own check", ownCheck));
  }

  private CompletionStage<Optional<String>> reasonOfSharding() {
    // Pekko's check would throw on a type that is not even started.
    if (!sharding.getShardTypeNames().containsAll(entityTypes)) {
      return CompletableFuture.completedFuture(ENTITY_TYPES_UNKNOWN);
    }
    return FutureConverters.asJava(shardingCheck.apply())
        .thenApply(known -> Boolean.TRUE.equals(known) ? Optional.empty() : ENTITY_TYPES_UNKNOWN);
  }

  private static CompletionStage<Optional<String>> guarded(String name, ReadinessCheck check) {
    CompletableFuture<Optional<String>> answer;
    try {
      answer = check.reasonNotReady().toCompletableFuture().copy();
    } catch (RuntimeException failure) {
      answer = CompletableFuture.failedFuture(failure);
    }
    return answer
        .orTimeout(checkTimeout.toMillis(), TimeUnit.MILLISECONDS)
        .exceptionally(
            failure -> Optional.of(name + " failed: " + failure.getClass().getSimpleName()));
  }

  private static CompletionStage<Optional<String>> reason(String why) {
    return CompletableFuture.completedFuture(Optional.of(why));
  }
}
