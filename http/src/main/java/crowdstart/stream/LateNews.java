package crowdstart.stream;

import crowdstart.http.gateway.StripeNews;
import crowdstart.http.gateway.StripeWebhook;
import crowdstart.http.payment.ProviderInbox;
import crowdstart.payment.GatewayAnswer;
import crowdstart.payment.Payments;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;
import org.apache.pekko.cluster.typed.ClusterSingleton;
import org.apache.pekko.cluster.typed.SingletonActor;
import org.jspecify.annotations.Nullable;

/**
 * Provider to payments: reads the list of what has come late, should its webhook be lost (W7). It
 * remembers only how far it has read: a node that takes over reads all that is kept once more, and
 * a payment that has heard it already does not mind.
 */
public final class LateNews {
  /** How often it looks. */
  static final Duration INTERVAL = Duration.ofSeconds(15);

  /** As long as the provider keeps it. */
  static final Duration KEPT = Duration.ofDays(30);

  /** What is read again each time: events come into the list late, and clocks differ. */
  static final Duration OVERLAP = Duration.ofHours(1);

  private final StripeNews news;
  private final ProviderInbox inbox;
  private final InstantSource clock;

  private sealed interface Message {}

  private record Look() implements Message {}

  private record Looked(boolean isAllHeard, Instant at) implements Message {}

  private LateNews(StripeNews news, Payments payments, InstantSource clock) {
    this.news = news;
    this.inbox = new ProviderInbox(payments, news);
    this.clock = clock;
  }

  public static void start(
      ActorSystem<?> system, StripeNews news, Payments payments, InstantSource clock) {
    LateNews late = new LateNews(news, payments, clock);
    ClusterSingleton.get(system).init(SingletonActor.of(late.behavior(), "late-news"));
  }

  private Behavior<Message> behavior() {
    return Behaviors.withTimers(timers -> {
      timers.startSingleTimer(new Look(), INTERVAL);
      return reading(clock.instant().minus(KEPT), timers);
    });
  }

  private Behavior<Message> reading(Instant since, TimerScheduler<Message> timers) {
    return Behaviors.receive((context, message) ->
        switch (message) {
          case Look _ -> {
            Instant now = clock.instant();
            context.pipeToSelf(
                read(since, null),
                (isAllHeard, _) -> new Looked(Boolean.TRUE.equals(isAllHeard), now));
            yield Behaviors.same();
          }
          case Looked(boolean isAllHeard, Instant at) -> {
            timers.startSingleTimer(new Look(), INTERVAL);
            yield isAllHeard ? reading(at.minus(OVERLAP), timers) : Behaviors.same();
          }
        });
  }

  /** Page by page; whether all of it was heard. */
  private CompletionStage<Boolean> read(Instant since, @Nullable String after) {
    return news.late(since, after)
        .thenCompose(answer ->
            switch (answer) {
              case GatewayAnswer.Done<StripeNews.Page>(StripeNews.Page page) ->
                  hear(page.news())
                      .thenCompose(isHeard ->
                          page.next() == null
                              ? CompletableFuture.completedStage(isHeard)
                              : read(since, page.next()).thenApply(rest -> rest && isHeard));
              case GatewayAnswer.Refused<StripeNews.Page> _,
                  GatewayAnswer.Unknown<StripeNews.Page> _ ->
                  CompletableFuture.completedStage(false);
            });
  }

  private CompletionStage<Boolean> hear(List<StripeWebhook.Verdict> page) {
    List<CompletableFuture<Boolean>> heard =
        page.stream().map(one -> hear(one).toCompletableFuture()).toList();
    return CompletableFuture.allOf(heard.toArray(CompletableFuture<?>[]::new))
        .thenApply(_ -> heard.stream().allMatch(CompletableFuture::join));
  }

  private CompletionStage<Boolean> hear(StripeWebhook.Verdict said) {
    return inbox.take(said, _ -> true).thenApply(it -> it != ProviderInbox.Receipt.AGAIN);
  }
}
