package crowdstart.http.route;

import crowdstart.http.problem.Problems;
import crowdstart.http.problem.Refused;
import crowdstart.http.wire.Bodies;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.LongAdder;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.headers.Connection;
import org.apache.pekko.stream.Materializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers every request: by the table, or with a problem. Never fails. A table and not a tree of
 * directives, because 404, 405, {@code Allow}, HEAD and the metrics' names all follow from it.
 */
public final class Router {
  private static final Logger log = LoggerFactory.getLogger(Router.class);
  private static final Connection CLOSE = Connection.create("close");

  /** For what a node asks of itself. */
  private static final RouteObserver.Recorder UNCOUNTED = (_, _) -> {};

  private final List<Resource> resources;
  private final HomeRegions regions;
  private final RouteObserver.Recorder unmatched;
  private final Materializer materializer;
  private final LongAdder guests = new LongAdder();
  private volatile boolean isDraining;

  public Router(
      List<Route> routes, HomeRegions regions, RouteObserver observer, Materializer materializer) {
    Map<String, Resource> byTemplate = new LinkedHashMap<>();
    for (Route route : routes) {
      byTemplate.computeIfAbsent(route.template(), Resource::new).add(route, observer);
    }
    this.resources = List.copyOf(byTemplate.values());
    this.regions = regions;
    this.unmatched = observer.recorder("any", "none");
    this.materializer = materializer;
  }

  /** From now on clients are told to come back on another connection, which is to another node. */
  public void drain() {
    isDraining = true;
  }

  /** How many requests have come that were not the node's own. */
  public long guests() {
    return guests.sum();
  }

  public CompletionStage<HttpResponse> answer(HttpRequest request) {
    long started = System.nanoTime();
    String[] path = Resource.split(request.getUri().path());
    boolean isRehearsal = regions.isRehearsal(path);
    if (!isRehearsal) {
      guests.increment();
    }
    for (Resource resource : resources) {
      List<String> variables = resource.match(path);
      if (variables != null) {
        Resource.Target target = resource.target(request.method().name());
        return target == null
            ? finished(request, unmatched, started, Problems.methodNotAllowed(resource.methods()))
            : answer(
                target.route(),
                isRehearsal ? UNCOUNTED : target.recorder(),
                new Call(request, variables, regions),
                started);
      }
    }
    return finished(request, unmatched, started, Problems.notFound());
  }

  private CompletionStage<HttpResponse> answer(
      Route route, RouteObserver.Recorder recorder, Call call, long started) {
    CompletionStage<HttpResponse> answer;
    try {
      answer = handle(route, call);
    } catch (RuntimeException failure) {
      return finished(call.request(), recorder, started, problem(failure));
    }
    return answer.handle(
        (response, failure) -> finish(call.request(), recorder, started, response, failure));
  }

  /**
   * Whoever is answered before the body has come is told so in Pekko's log by the request's path,
   * in which an order's id is a secret.
   */
  private CompletionStage<HttpResponse> handle(Route route, Call call) {
    return route.takesBody() || call.request().entity().isStrict()
        ? route.handler().handle(call)
        : Bodies.raw(call.request(), materializer).thenCompose(_ -> route.handler().handle(call));
  }

  private CompletionStage<HttpResponse> finished(
      HttpRequest request, RouteObserver.Recorder recorder, long started, HttpResponse response) {
    return CompletableFuture.completedStage(finish(request, recorder, started, response, null));
  }

  private HttpResponse finish(
      HttpRequest request,
      RouteObserver.Recorder recorder,
      long started,
      @Nullable HttpResponse response,
      @Nullable Throwable failure) {
    HttpResponse answer = response != null ? response : problem(failure);
    recorder.answered(answer.status().intValue(), System.nanoTime() - started);
    if (!request.entity().isStrict() && answer.status().isFailure()) {
      // Nobody may have read the body, and the next request would have to wait for its end.
      request.discardEntityBytes(materializer);
      return answer.addHeader(CLOSE);
    }
    return isDraining ? answer.addHeader(CLOSE) : answer;
  }

  private static HttpResponse problem(@Nullable Throwable failure) {
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
    if (cause instanceof Refused refused) {
      return refused.response();
    }
    if (!(cause instanceof TimeoutException)) {
      // Ours to mend, whatever the client sent; what it sent is not told.
      log.error("A request failed in a way that nobody foresaw", cause);
    }
    return Problems.unknown();
  }
}
