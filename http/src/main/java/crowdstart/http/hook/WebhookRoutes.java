package crowdstart.http.hook;

import crowdstart.hook.Deliveries;
import crowdstart.hook.DeliveryState;
import crowdstart.hook.Webhook;
import crowdstart.hook.Webhooks;
import crowdstart.http.campaign.CampaignReads;
import crowdstart.http.campaign.CampaignRoutes;
import crowdstart.http.creator.Creators;
import crowdstart.http.problem.ProblemType;
import crowdstart.http.problem.Problems;
import crowdstart.http.problem.Refused;
import crowdstart.http.route.Call;
import crowdstart.http.route.Route;
import crowdstart.http.wire.Bodies;
import crowdstart.http.wire.Json;
import crowdstart.http.wire.Page;
import crowdstart.http.wire.PageQuery;
import crowdstart.http.wire.Responses;
import crowdstart.http.wire.UnknownCursor;
import crowdstart.identity.CampaignId;
import crowdstart.view.ListCursor;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.stream.Materializer;

/** What creators do with the webhooks of their campaigns. */
public final class WebhookRoutes {
  private static final String ALL = "/v1/campaigns/{campaign}/webhooks";
  private static final String ONE = ALL + "/{webhook}";
  private static final Pattern WEBHOOK = Pattern.compile("wh_[0-9a-f]{32}");
  private static final Pattern DELIVERY = Pattern.compile("msg_[0-9a-f]{32}");

  private final Webhooks webhooks;
  private final Deliveries deliveries;
  private final TargetCheck targets;
  private final CampaignReads reads;
  private final Creators creators;
  private final Materializer materializer;

  public WebhookRoutes(
      HookParts parts, CampaignReads reads, Creators creators, Materializer materializer) {
    this.webhooks = parts.webhooks();
    this.deliveries = parts.deliveries();
    this.targets = new TargetCheck(parts.targets());
    this.reads = reads;
    this.creators = creators;
    this.materializer = materializer;
  }

  public List<Route> routes() {
    return List.of(
        Route.get(ALL, this::list),
        Route.post(ALL, this::create),
        Route.get(ONE, this::read),
        Route.delete(ONE, this::delete),
        Route.step(ONE + "/enable", this::enable),
        Route.step(ONE + "/rotate", this::rotate),
        Route.get(ONE + "/deliveries", this::log),
        Route.step(ONE + "/deliveries/{delivery}/replay", this::replay));
  }

  private CompletionStage<HttpResponse> list(Call call) {
    return owned(
        call,
        campaign ->
            answer(webhooks.list(campaign))
                .thenApply(found -> Responses.ok(WebhookJson.list(found))));
  }

  private CompletionStage<HttpResponse> create(Call call) {
    return owned(
        call,
        campaign ->
            Bodies.json(call.request(), materializer)
                .thenCompose(bytes -> {
                  WebhookBody body = WebhookBody.read(Json.read(bytes));
                  return targets.check(body.url()).thenCompose(_ -> create(campaign, body));
                }));
  }

  private CompletionStage<HttpResponse> create(CampaignId campaign, WebhookBody body) {
    return answer(webhooks.create(campaign, body.url(), body.types()))
        .thenApply(made ->
            made.map(one ->
                    Responses.created(
                        "/v1/campaigns/" + campaign + "/webhooks/" + one.webhook().id(),
                        WebhookJson.webhook(one)))
                .orElseGet(() ->
                    Problems.of(
                        ProblemType.TOO_MANY_WEBHOOKS,
                        "a campaign may have " + Webhook.WEBHOOKS_MAX)));
  }

  private CompletionStage<HttpResponse> read(Call call) {
    String webhook = webhook(call);
    return owned(
        call, campaign -> answer(webhooks.read(campaign, webhook)).thenApply(WebhookRoutes::one));
  }

  private CompletionStage<HttpResponse> delete(Call call) {
    String webhook = webhook(call);
    return owned(
        call,
        campaign ->
            answer(webhooks.delete(campaign, webhook))
                .thenApply(was -> was ? Responses.noContent() : Problems.notFound()));
  }

  private CompletionStage<HttpResponse> enable(Call call) {
    String webhook = webhook(call);
    return owned(
        call, campaign -> answer(webhooks.enable(campaign, webhook)).thenApply(WebhookRoutes::one));
  }

  private CompletionStage<HttpResponse> rotate(Call call) {
    String webhook = webhook(call);
    return owned(
        call,
        campaign ->
            answer(webhooks.rotate(campaign, webhook))
                .thenApply(found ->
                    found
                        .map(one -> Responses.ok(WebhookJson.webhook(one)))
                        .orElseGet(Problems::notFound)));
  }

  private CompletionStage<HttpResponse> log(Call call) {
    String webhook = webhook(call);
    return owned(
        call,
        campaign -> {
          PageQuery query = PageQuery.of(call.request());
          Optional<DeliveryState> state = state(call);
          Optional<ListCursor> after = after(query);
          return found(campaign, webhook)
              .thenCompose(_ -> answer(deliveries.list(webhook, state, after, query.limit())))
              .thenApply(page ->
                  Responses.ok(
                      WebhookJson.deliveries(query.shown(new Page<>(page.items(), page.next())))));
        });
  }

  private CompletionStage<HttpResponse> replay(Call call) {
    String webhook = webhook(call);
    String delivery = call.variables().getLast();
    requireShape(DELIVERY, delivery);
    return owned(
        call,
        campaign ->
            found(campaign, webhook)
                .thenCompose(one -> {
                  if (one.disabled() != null) {
                    throw new Refused(Problems.of(ProblemType.WEBHOOK_DISABLED, null));
                  }
                  return answer(deliveries.replay(webhook, delivery));
                })
                .thenApply(was -> was ? Responses.accepted() : Problems.notFound()));
  }

  /** Does something with a campaign's webhooks, once it is clear that its creator asks. */
  private CompletionStage<HttpResponse> owned(
      Call call, Function<CampaignId, CompletionStage<HttpResponse>> step) {
    String creator = creators.require(call.request());
    CampaignId campaign = call.campaign();
    return reads
        .recent(campaign)
        .thenCompose(answer -> {
          Creators.requireOwner(creator, CampaignRoutes.found(answer).details().creator());
          return step.apply(campaign);
        });
  }

  private CompletionStage<Webhook> found(CampaignId campaign, String webhook) {
    return answer(webhooks.read(campaign, webhook))
        .thenApply(found -> found.orElseThrow(() -> new Refused(Problems.notFound())));
  }

  private static HttpResponse one(Optional<Webhook> found) {
    return found
        .map(webhook -> Responses.ok(WebhookJson.webhook(webhook)))
        .orElseGet(Problems::notFound);
  }

  private static String webhook(Call call) {
    String webhook = call.variables().get(1);
    requireShape(WEBHOOK, webhook);
    return webhook;
  }

  private static void requireShape(Pattern shape, String id) {
    if (!shape.matcher(id).matches()) {
      throw new Refused(Problems.notFound());
    }
  }

  private static Optional<DeliveryState> state(Call call) {
    String label = PageQuery.parameter(call.request(), "state");
    if (label == null) {
      return Optional.empty();
    }
    Optional<DeliveryState> state = DeliveryState.ofLabel(label);
    if (state.isEmpty()) {
      throw new Refused(Problems.invalid("/state", "must be pending, delivered or failed"));
    }
    return state;
  }

  private static Optional<ListCursor> after(PageQuery query) {
    if (query.cursor() == null) {
      return Optional.empty();
    }
    Optional<ListCursor> after = ListCursor.parse(query.cursor());
    if (after.isEmpty()) {
      throw PageQuery.refusal(new UnknownCursor());
    }
    return after;
  }

  /** What the database says, in time; that it does not is told as overloaded. */
  private static <T> CompletionStage<T> answer(CompletionStage<T> asked) {
    return asked
        .toCompletableFuture()
        .orTimeout(PageQuery.ANSWER_WAIT.toMillis(), TimeUnit.MILLISECONDS)
        .exceptionally(failure -> {
          throw PageQuery.refusal(failure);
        });
  }
}
