package crowdstart.http.stream;

import crowdstart.campaign.CampaignStats;
import crowdstart.http.campaign.CampaignReads;
import crowdstart.http.campaign.CampaignRoutes;
import crowdstart.http.route.Call;
import crowdstart.http.route.Route;
import crowdstart.http.wire.Accepts;
import crowdstart.http.wire.Headers;
import crowdstart.http.wire.Responses;
import crowdstart.identity.CampaignId;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.apache.pekko.NotUsed;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.MediaTypes;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.util.ByteString;

/** The stream of a campaign's totals as server-sent events. */
public final class StatsStream {
  private static final Pattern VERSION = Pattern.compile("[0-9]{1,18}");

  private final CampaignReads reads;
  private final ActorRef<StatsHubs.Message> hubs;
  private final AtomicInteger watchers = new AtomicInteger();

  public StatsStream(CampaignReads reads, ActorRef<StatsHubs.Message> hubs) {
    this.reads = reads;
    this.hubs = hubs;
  }

  public Route route() {
    return Route.get("/v1/campaigns/{campaign}/stats/stream", this::open);
  }

  /** How many streams are open on this node. */
  public int watchers() {
    return watchers.get();
  }

  private CompletionStage<HttpResponse> open(Call call) {
    CampaignId campaign = call.campaign();
    Accepts.best(call.request(), List.of(MediaTypes.TEXT_EVENT_STREAM));
    long seen = lastSeen(call.request());
    // The stream begins when it is sure that there is something to stream.
    return stats(campaign, seen)
        .thenApply(stats ->
            Responses.events(
                call.isHead() ? Source.empty() : events(campaign, had(seen, stats), stats)));
  }

  /** Whoever has seen more than was true a moment ago may have seen what is true now. */
  private CompletionStage<CampaignStats> stats(CampaignId campaign, long seen) {
    return reads
        .recent(campaign)
        .thenApply(answer -> CampaignRoutes.found(answer).stats())
        .thenCompose(stats ->
            seen <= stats.version()
                ? CompletableFuture.completedStage(stats)
                : reads.fresh(campaign).thenApply(answer -> CampaignRoutes.found(answer).stats()));
  }

  /** An id that the campaign has not come to is none of ours either. */
  private static long had(long seen, CampaignStats stats) {
    return seen <= stats.version() ? seen : WatcherStage.NOTHING_SEEN;
  }

  private Source<ByteString, NotUsed> events(CampaignId campaign, long seen, CampaignStats seed) {
    return Source.fromGraph(
        new WatcherStage(
            seen,
            watcher -> {
              watchers.incrementAndGet();
              hubs.tell(new StatsHubs.Join(campaign, watcher, seed));
            },
            watcher -> {
              watchers.decrementAndGet();
              hubs.tell(new StatsHubs.Leave(watcher));
            }));
  }

  /** What a client cannot have got from here is as good as nothing. */
  private static long lastSeen(HttpRequest request) {
    String id = Headers.value(request, "last-event-id");
    return id != null && VERSION.matcher(id).matches()
        ? Long.parseLong(id)
        : WatcherStage.NOTHING_SEEN;
  }
}
