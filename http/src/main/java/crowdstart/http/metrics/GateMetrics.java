package crowdstart.http.metrics;

import crowdstart.campaign.GateObserver;
import crowdstart.identity.CampaignId;
import crowdstart.identity.Region;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Shows each campaign's gate for as long as it is on this node. */
final class GateMetrics implements GateObserver {
  /** How many campaigns are shown one by one; the gates of more are not shown. */
  static final int CAMPAIGNS_MAX = 500;

  /** Few, since each is a series for each campaign. */
  private static final Duration[] COMMIT_BUCKETS = {
    Duration.ofMillis(2),
    Duration.ofMillis(5),
    Duration.ofMillis(10),
    Duration.ofMillis(25),
    Duration.ofMillis(50),
    Duration.ofMillis(100),
    Duration.ofMillis(500)
  };

  private final MeterRegistry registry;
  private final ConcurrentHashMap<CampaignId, Gate> gates = new ConcurrentHashMap<>();

  GateMetrics(MeterRegistry registry) {
    this.registry = registry;
  }

  @Override
  public void queued(CampaignId campaign, int depth) {
    Gate gate = gate(campaign);
    if (gate != null) {
      gate.depth = depth;
    }
  }

  @Override
  public void committed(CampaignId campaign, int batchSize, long nanos) {
    Gate gate = gate(campaign);
    if (gate != null) {
      gate.batches.record(batchSize);
      gate.commits.record(nanos, TimeUnit.NANOSECONDS);
    }
  }

  @Override
  public void overloaded(CampaignId campaign) {
    Gate gate = gate(campaign);
    if (gate != null) {
      gate.overloaded.increment();
    }
  }

  @Override
  public void stopped(CampaignId campaign) {
    Gate gate = gates.remove(campaign);
    if (gate != null) {
      gate.remove();
    }
  }

  private @Nullable Gate gate(CampaignId campaign) {
    Gate gate = gates.get(campaign);
    if (gate != null) {
      return gate;
    }
    return campaign.region().equals(Region.WARM_UP.value()) || gates.size() >= CAMPAIGNS_MAX
        ? null
        : gates.computeIfAbsent(campaign, Gate::new);
  }

  private final class Gate {
    private final DistributionSummary batches;
    private final Timer commits;
    private final Counter overloaded;
    private final Gauge queue;
    private volatile int depth;

    Gate(CampaignId campaign) {
      String id = campaign.value();
      batches =
          DistributionSummary.builder("crowdstart.gate.batch")
              .description("Commands that one commit took")
              .baseUnit("commands")
              .tag("campaign", id)
              .register(registry);
      commits =
          Timer.builder("crowdstart.gate.commit")
              .description("Time that a commit took")
              .serviceLevelObjectives(COMMIT_BUCKETS)
              .tag("campaign", id)
              .register(registry);
      overloaded =
          Counter.builder("crowdstart.gate.overloaded")
              .description("Commands for which there was no room")
              .baseUnit("commands")
              .tag("campaign", id)
              .register(registry);
      queue =
          Gauge.builder("crowdstart.gate.queue", this, gate -> gate.depth)
              .description("Commands that wait")
              .baseUnit("commands")
              .tag("campaign", id)
              .register(registry);
    }

    void remove() {
      List.of(batches, commits, overloaded, queue).forEach(registry::remove);
    }
  }
}
