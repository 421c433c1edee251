package crowdstart.loadtest.workload;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import crowdstart.loadtest.history.History;
import crowdstart.loadtest.history.Kind;
import crowdstart.loadtest.history.Operation;
import crowdstart.loadtest.history.Outcome;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Follows the totals of one campaign after the other, and comes back through other nodes. */
final class StatsWatcher implements Runnable {
  private static final int VISITS = 4;
  private static final Duration VISIT_MAX = Duration.ofSeconds(4);
  private static final Duration TRY_AGAIN = Duration.ofMillis(300);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Caller caller;
  private final Market market;
  private final WorkloadPlan plan;
  private final int client;
  private final Random random;

  StatsWatcher(Caller caller, Market market, WorkloadPlan plan, int client) {
    this.caller = caller;
    this.market = market;
    this.plan = plan;
    this.client = client;
    this.random = new Random(plan.seed() * 1_000 + client);
  }

  @Override
  public void run() {
    try {
      long end = caller.history().now() + plan.length().toNanos();
      while (caller.history().now() < end) {
        Optional<Market.Offer> offer = market.any(random);
        if (offer.isEmpty()) {
          Thread.sleep(TRY_AGAIN);
          continue;
        }
        follow(offer.get().campaign(), end);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void follow(String campaign, long end) throws InterruptedException {
    String lastId = "";
    for (int visit = 0; visit < VISITS && caller.history().now() < end; visit++) {
      URI node = caller.targets().any(random);
      try {
        lastId = visit(node, campaign, lastId);
      } catch (IOException e) {
        Thread.sleep(TRY_AGAIN);
      }
    }
  }

  /** Returns the id of the last event that was seen. */
  private String visit(URI node, String campaign, String lastId)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(node.resolve("/v1/campaigns/" + campaign + "/stats/stream"))
            .header("Accept", "text/event-stream");
    if (!lastId.isEmpty()) {
      request.header("Last-Event-ID", lastId);
    }
    Visit visit = new Visit(node, campaign, lastId, caller.history().now());
    try (InputStream stream = open(request.build())) {
      Thread closing = Thread.startVirtualThread(() -> closeLater(stream));
      try (BufferedReader lines =
          new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
          visit.line(line);
        }
      } catch (IOException e) {
        // Closed here, or broken off there: what was seen stands either way.
        return visit.seen;
      } finally {
        closing.interrupt();
      }
    }
    return visit.seen;
  }

  private InputStream open(HttpRequest request) throws IOException, InterruptedException {
    var opening = caller.http().sendAsync(request, BodyHandlers.ofInputStream());
    try {
      HttpResponse<InputStream> response =
          opening.get(WorkloadPlan.ANSWER_WAIT_MAX.toMillis(), TimeUnit.MILLISECONDS);
      if (response.statusCode() != 200) {
        response.body().close();
        throw new IOException("status " + response.statusCode());
      }
      return response.body();
    } catch (ExecutionException | TimeoutException e) {
      opening.cancel(true);
      throw new IOException("no stream", e);
    }
  }

  private void closeLater(InputStream stream) {
    try {
      Thread.sleep(random.nextLong(500, VISIT_MAX.toMillis()));
      stream.close();
    } catch (InterruptedException | IOException e) {
      // The stream has ended by itself.
      Thread.currentThread().interrupt();
    }
  }

  /** One connection: its events, each written down as an operation that was done. */
  private final class Visit {
    private final URI node;
    private final String campaign;
    private final String resumedFrom;
    private final long began;
    private String id = "";
    private String seen;

    Visit(URI node, String campaign, String resumedFrom, long began) {
      this.node = node;
      this.campaign = campaign;
      this.resumedFrom = resumedFrom;
      this.began = began;
      this.seen = resumedFrom;
    }

    void line(String line) throws JsonProcessingException {
      if (line.startsWith("id:")) {
        id = line.substring(3).strip();
      } else if (line.startsWith("data:")) {
        event(JSON.readTree(line.substring(5)));
      }
    }

    private void event(JsonNode data) {
      seen = id;
      History history = caller.history();
      history.add(
          new Operation(
              0,
              client,
              Kind.WATCH_STATS,
              node.toString(),
              campaign,
              id,
              resumedFrom,
              began,
              history.now(),
              Outcome.DONE,
              200,
              "",
              false,
              data));
    }
  }
}
