package crowdstart.http.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Counts what a node asks of others, and how long they take. */
final class CallMetrics {
  private static final Duration[] BUCKETS = {
    Duration.ofMillis(25),
    Duration.ofMillis(100),
    Duration.ofMillis(250),
    Duration.ofMillis(500),
    Duration.ofSeconds(1),
    Duration.ofSeconds(2),
    Duration.ofSeconds(5),
    Duration.ofSeconds(10)
  };

  private final MeterRegistry registry;
  private final String name;
  private final String description;
  private final Map<Labels, Timer> timers = new ConcurrentHashMap<>();

  private record Labels(String call, String outcome) {}

  CallMetrics(MeterRegistry registry, String name, String description) {
    this.registry = registry;
    this.name = name;
    this.description = description;
  }

  /** Both words are of few: each pair is a series for as long as the node lives. */
  void ended(String call, String outcome, Duration took) {
    timers.computeIfAbsent(new Labels(call, outcome), this::timer).record(took);
  }

  private Timer timer(Labels labels) {
    return Timer.builder(name)
        .description(description)
        .tags("call", labels.call(), "outcome", labels.outcome())
        .serviceLevelObjectives(BUCKETS)
        .register(registry);
  }
}
