package crowdstart.http.metrics;

import crowdstart.http.route.RouteObserver;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/** Counts answers by route and status, and how long they took. */
final class RouteMetrics implements RouteObserver {
  /** Around the budgets: 50 ms at half the peak, 200 ms in a surge. */
  private static final Duration[] BUCKETS = {
    Duration.ofMillis(1),
    Duration.ofMillis(5),
    Duration.ofMillis(10),
    Duration.ofMillis(25),
    Duration.ofMillis(50),
    Duration.ofMillis(100),
    Duration.ofMillis(200),
    Duration.ofMillis(500),
    Duration.ofSeconds(1),
    Duration.ofSeconds(5)
  };

  private static final int STATUS_MAX = 599;

  private final MeterRegistry registry;

  RouteMetrics(MeterRegistry registry) {
    this.registry = registry;
  }

  @Override
  public Recorder recorder(String method, String template) {
    return new RouteRecorder(method, template);
  }

  /** The meters are found once per status, not once per request. */
  private final class RouteRecorder implements Recorder {
    private final String method;
    private final String template;
    private final Timer timer;
    private final AtomicReferenceArray<@Nullable Counter> counters =
        new AtomicReferenceArray<>(STATUS_MAX + 1);

    RouteRecorder(String method, String template) {
      this.method = method;
      this.template = template;
      this.timer =
          Timer.builder("crowdstart.http.answer")
              .description("Time from a request to its answer")
              .tags("method", method, "route", template)
              .serviceLevelObjectives(BUCKETS)
              .register(registry);
    }

    @Override
    public void answered(int status, long nanos) {
      timer.record(nanos, TimeUnit.NANOSECONDS);
      Counter counter = counters.get(status);
      if (counter == null) {
        counter =
            Counter.builder("crowdstart.http.answers")
                .description("Answers given")
                .tags("method", method, "route", template, "status", String.valueOf(status))
                .register(registry);
        counters.set(status, counter);
      }
      counter.increment();
    }
  }
}
