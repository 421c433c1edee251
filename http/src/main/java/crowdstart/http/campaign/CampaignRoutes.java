package crowdstart.http.campaign;

import crowdstart.campaign.CampaignDetails;
import crowdstart.campaign.CampaignStanding;
import crowdstart.campaign.Campaigns;
import crowdstart.campaign.ManageAnswer;
import crowdstart.campaign.ManageCommand;
import crowdstart.campaign.ManageRefusal;
import crowdstart.campaign.ReadAnswer;
import crowdstart.campaign.Stage;
import crowdstart.http.creator.Creators;
import crowdstart.http.problem.ProblemType;
import crowdstart.http.problem.Problems;
import crowdstart.http.problem.Refused;
import crowdstart.http.route.Call;
import crowdstart.http.route.Route;
import crowdstart.http.wire.Bodies;
import crowdstart.http.wire.Headers;
import crowdstart.http.wire.Json;
import crowdstart.http.wire.PageQuery;
import crowdstart.http.wire.Responses;
import crowdstart.identity.CampaignId;
import crowdstart.identity.Identities;
import crowdstart.identity.Region;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Predicate;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;
import org.apache.pekko.stream.Materializer;
import org.jspecify.annotations.Nullable;

/** What creators do with campaigns, and what everybody reads of them. */
public final class CampaignRoutes {
  private static final String ONE = "/v1/campaigns/{campaign}";

  /** A second old is fresh enough for a page, and a cache in front takes the rest of the crowd. */
  private static final RawHeader SHARED =
      RawHeader.create("Cache-Control", "public, max-age=1, stale-while-revalidate=5");

  private final Campaigns campaigns;
  private final CampaignReads reads;
  private final CampaignCatalogue catalogue;
  private final Collected collected;
  private final CreatorStats creatorStats;
  private final Creators creators;
  private final Identities identities;
  private final Region region;
  private final Materializer materializer;

  public CampaignRoutes(
      Campaigns campaigns,
      CampaignReads reads,
      CampaignCatalogue catalogue,
      Collected collected,
      CreatorStats creatorStats,
      Creators creators,
      Identities identities,
      Region region,
      Materializer materializer) {
    this.campaigns = campaigns;
    this.reads = reads;
    this.catalogue = catalogue;
    this.collected = collected;
    this.creatorStats = creatorStats;
    this.creators = creators;
    this.identities = identities;
    this.region = region;
    this.materializer = materializer;
  }

  public List<Route> routes() {
    return List.of(
        Route.get(ONE, this::read),
        Route.get(ONE + "/stats", this::stats),
        Route.get("/v1/campaigns", this::list),
        Route.post("/v1/campaigns", this::create),
        Route.patch(ONE, this::edit),
        Route.step(ONE + "/launch", call -> manage(call, new ManageCommand.Launch())),
        Route.step(ONE + "/cancel", call -> manage(call, new ManageCommand.Cancel())));
  }

  private CompletionStage<HttpResponse> read(Call call) {
    return reads.recent(call.campaign()).thenApply(answer -> page(call, found(answer)));
  }

  private static HttpResponse page(Call call, CampaignStanding standing) {
    RawHeader tag = RawHeader.create("ETag", tag(standing));
    RawHeader caching =
        standing.stats().state() == Stage.DRAFT
            ? RawHeader.create("Cache-Control", "no-store")
            : SHARED;
    if (isNamed(Headers.list(call.request(), "if-none-match"), tag.value())) {
      return HttpResponse.create().withStatus(304).addHeader(tag).addHeader(caching);
    }
    return Responses.json(CampaignJson.campaign(standing)).addHeader(tag).addHeader(caching);
  }

  private static String tag(CampaignStanding standing) {
    return "\"" + standing.details().id() + "." + standing.stats().version() + "\"";
  }

  private static boolean isNamed(@Nullable String tags, String tag) {
    if (tags == null) {
      return false;
    }
    for (String one : tags.split(",", -1)) {
      String stripped = one.strip();
      if (stripped.equals("*") || stripped.equals(tag) || stripped.equals("W/" + tag)) {
        return true;
      }
    }
    return false;
  }

  private CompletionStage<HttpResponse> stats(Call call) {
    CampaignId campaign = call.campaign();
    Predicate<String> sees = creators.sees(call.request());
    CompletionStage<OptionalLong> amount = collected.of(campaign);
    return reads
        .fresh(campaign)
        .thenCompose(answer -> {
          CampaignStanding standing = found(answer);
          return (sees.test(standing.details().creator())
                  ? creatorStats.of(campaign)
                  : CompletableFuture.completedStage(Optional.<CreatorStats.Own>empty()))
              .thenCombine(
                  amount,
                  (own, known) ->
                      Responses.ok(CampaignJson.stats(standing.stats(), known, own.orElse(null))));
        });
  }

  private CompletionStage<HttpResponse> list(Call call) {
    String label = PageQuery.parameter(call.request(), "state");
    Stage state = label == null ? null : state(label);
    String creator = state == Stage.DRAFT ? creators.require(call.request()) : null;
    PageQuery page = PageQuery.of(call.request());
    return catalogue
        .list(new CampaignCatalogue.Query(state, creator, page.cursor(), page.limit()))
        .toCompletableFuture()
        .orTimeout(PageQuery.ANSWER_WAIT.toMillis(), TimeUnit.MILLISECONDS)
        .exceptionally(failure -> {
          throw PageQuery.refusal(failure);
        })
        .thenApply(
            found -> Responses.ok(CampaignJson.page(found.items(), page.shown(found).next())));
  }

  private static Stage state(String label) {
    for (Stage stage : Stage.values()) {
      if (stage.label().equals(label)) {
        return stage;
      }
    }
    throw new Refused(
        Problems.invalid("/state", "must be draft, live, funded, unfunded or cancelled"));
  }

  private CompletionStage<HttpResponse> create(Call call) {
    String creator = creators.require(call.request());
    return Bodies.json(call.request(), materializer)
        .thenCompose(body -> {
          CampaignId id = identities.newCampaign(region);
          CampaignDetails details = CampaignBody.create(id, Json.read(body), creator);
          Creators.requireOwner(creator, details.creator());
          return manage(id, new ManageCommand.Create(details))
              .thenApply(standing ->
                  Responses.created("/v1/campaigns/" + id, CampaignJson.campaign(standing)));
        });
  }

  private CompletionStage<HttpResponse> edit(Call call) {
    return owned(
        call,
        id ->
            Bodies.json(call.request(), materializer)
                .thenCompose(body -> manage(id, CampaignBody.edit(Json.read(body)))));
  }

  private CompletionStage<HttpResponse> manage(Call call, ManageCommand command) {
    return owned(call, id -> manage(id, command));
  }

  /** Does something with a campaign, once it is clear that its creator asks. */
  private CompletionStage<HttpResponse> owned(
      Call call, Function<CampaignId, CompletionStage<CampaignStanding>> step) {
    String creator = creators.require(call.request());
    CampaignId id = call.campaign();
    CompletionStage<@Nullable Void> checked =
        creator == null
            ? CompletableFuture.completedStage(null)
            : reads
                .recent(id)
                .thenAccept(
                    answer -> Creators.requireOwner(creator, found(answer).details().creator()));
    return checked
        .thenCompose(_ -> step.apply(id))
        .thenApply(standing -> Responses.ok(CampaignJson.campaign(standing)));
  }

  private CompletionStage<CampaignStanding> manage(CampaignId id, ManageCommand command) {
    return campaigns
        .manage(id, command)
        .whenComplete((_, _) -> reads.changed(id))
        .thenApply(answer ->
            switch (answer) {
              case ManageAnswer.Done(CampaignStanding standing) -> standing;
              case ManageAnswer.Refused(ManageRefusal why) -> throw new Refused(problem(why));
              case ManageAnswer.Unknown _ -> throw new Refused(Problems.unknown());
            });
  }

  private static HttpResponse problem(ManageRefusal why) {
    return switch (why) {
      case ManageRefusal.UnknownCampaign _ -> Problems.notFound();
      case ManageRefusal.WrongStage(Stage stage) ->
          Problems.of(ProblemType.CAMPAIGN_NOT_LIVE, "the campaign is " + stage.label());
      case ManageRefusal.Invalid invalid -> Problems.invalid(invalid.errors());
    };
  }

  /**
   * The campaign that was read.
   *
   * @throws Refused when there is none, or nobody can say
   */
  public static CampaignStanding found(ReadAnswer answer) {
    return switch (answer) {
      case ReadAnswer.Found(CampaignStanding standing) -> standing;
      case ReadAnswer.NotFound _ -> throw new Refused(Problems.notFound());
      case ReadAnswer.Unknown _ -> throw new Refused(Problems.unknown());
    };
  }
}
