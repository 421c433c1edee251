package crowdstart.http.metrics;

import crowdstart.campaign.GateObserver;
import crowdstart.http.hook.HookObserver;
import crowdstart.http.route.RouteObserver;
import crowdstart.payment.PaymentGateway;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

/** All that a node tells about its work, in Prometheus' form. Safe for use by many threads. */
public final class Metrics implements AutoCloseable {
  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final RouteMetrics routes = new RouteMetrics(registry);
  private final GateMetrics gates = new GateMetrics(registry);
  private final CallMetrics provider =
      new CallMetrics(
          registry, "crowdstart.provider.call", "Time until the payment provider answered");
  private final CallMetrics hooks =
      new CallMetrics(registry, "crowdstart.hook.call", "Time until a creator's webhook answered");
  private final JvmGcMetrics collections = new JvmGcMetrics();

  /** The registry holds what it counts by weak references only. */
  private final List<Supplier<Number>> counted = new CopyOnWriteArrayList<>();

  public Metrics() {
    collections.bindTo(registry);
    new JvmMemoryMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    new UptimeMetrics().bindTo(registry);
  }

  /** Counts what routes answer. */
  public RouteObserver routes() {
    return routes;
  }

  /** Counts what gates commit. */
  public GateObserver gates() {
    return gates;
  }

  /** The same gateway, its calls counted. */
  public PaymentGateway measured(PaymentGateway gateway) {
    return new MeasuredGateway(gateway, provider);
  }

  /** Counts what is sent to creators' webhooks. */
  public HookObserver hooks() {
    return (outcome, took) -> hooks.ended("post", outcome, took);
  }

  /**
   * Shows a value that others keep, read at every scrape.
   *
   * @param name in Prometheus' spelling, with the unit last
   * @param labels names and values
   */
  public void gauge(
      String name, String description, Map<String, String> labels, Supplier<Number> value) {
    Tags tags = Tags.empty();
    for (Map.Entry<String, String> label : labels.entrySet()) {
      tags = tags.and(label.getKey(), label.getValue());
    }
    Gauge.builder(name, value).description(description).tags(tags).register(registry);
  }

  /** Shows a number that others count up, read at every scrape. */
  public void counter(
      String name, String description, Map<String, String> labels, Supplier<Number> value) {
    Tags tags = Tags.empty();
    for (Map.Entry<String, String> label : labels.entrySet()) {
      tags = tags.and(label.getKey(), label.getValue());
    }
    counted.add(value);
    FunctionCounter.builder(name, value, source -> source.get().doubleValue())
        .description(description)
        .tags(tags)
        .register(registry);
  }

  /** What Prometheus reads. */
  public String scrape() {
    return registry.scrape();
  }

  @Override
  public void close() {
    collections.close();
    registry.close();
  }
}
