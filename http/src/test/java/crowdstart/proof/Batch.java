package crowdstart.proof;

import static org.assertj.core.api.Assertions.assertThat;

import crowdstart.campaign.ManageCommand;
import crowdstart.order.OrderAnswer;
import crowdstart.payment.ClientAction;
import crowdstart.payment.PaymentAnswer;
import crowdstart.payment.Terms;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.awaitility.Awaitility;

/** The life of a batch of trials, phase by phase; what happens within a phase happens at once. */
final class Batch {
  private static final Duration WAIT = Duration.ofSeconds(150);
  private static final int BACKERS_AT_ONCE = 24;

  /** Past the last retry of a card: seven days in steps of twelve hours, and many more. */
  private static final int RETRY_LEAPS_MAX = 100;

  private static final Set<String> BUSY =
      Set.of("securing", "secured", "pledged", "charging", "refunding", "ending");

  private static final Instant FAR = Instant.parse("9000-01-01T00:00:00Z");

  private final Lane lane;
  private final List<Trial> trials;

  Batch(Lane lane, List<Trial> trials) {
    this.lane = lane;
    this.trials = trials;
  }

  void run() throws SQLException {
    giveCards();
    awaitStages(
        "cards are secured",
        trial ->
            trial.card().fate == TrialCard.Fate.REFUSED
                ? Set.of("secured", "charging", "refunding", "ending")
                : Set.of("securing", "secured", "charging", "refunding", "ending"));
    lane.clock.leap(TrialCampaign.RUN);
    awaitStages("campaigns have closed", _ -> BUSY);
    each(trials.stream().filter(Trial::isMended).toList(), this::mend);
    awaitStages("charges were mended", _ -> BUSY);
    retry();
    each(trials.stream().filter(it -> !it.refunds().isEmpty()).toList(), this::refund);
    trials.forEach(trial -> trial.plan().happen());
    lane.awaitCancels();
    awaitQuiet();
  }

  /** Two campaigns are cancelled in the middle. */
  private void giveCards() {
    AtomicInteger given = new AtomicInteger();
    Set<Object> cancelled = java.util.concurrent.ConcurrentHashMap.newKeySet();
    each(
        trials,
        trial -> {
          giveCard(trial);
          if (given.incrementAndGet() > trials.size() / 2
              && trial.kind().isCancelled
              && cancelled.add(trial.campaign())) {
            lane.manage(trial.campaign(), new ManageCommand.Cancel());
          }
        });
  }

  private void giveCard(Trial trial) {
    var _ = act(trial, open(trial, false), trial.card().method);
  }

  /**
   * Whoever may authenticate does so; the others bring another card. One whose old card is just
   * being tried again comes back later.
   */
  private void mend(Trial trial) {
    boolean isAuthentication = trial.card() == TrialCard.AUTHENTICATION_REQUIRED;
    TrialCard card = isAuthentication ? trial.card() : TrialCard.VISA;
    Awaitility.await("mended " + trial)
        .atMost(WAIT)
        .pollInterval(Duration.ofSeconds(1))
        .until(() -> {
          String stage = stages().getOrDefault(trial.order().value(), "");
          // What the provider has is found in the end, even if no webhook tells of it.
          if (stage.equals("overdue") && act(trial, open(trial, !isAuthentication), card.method)) {
            return true;
          }
          return !stage.equals("overdue") && !BUSY.contains(stage);
        });
  }

  /** Whether the provider has taken it. */
  private boolean act(Trial trial, PaymentAnswer answer, String card) {
    if (answer instanceof PaymentAnswer.Found(var _, ClientAction action) && action != null) {
      int status =
          switch (action.kind()) {
            case SETUP -> lane.browser.giveCard(action.reference(), action.clientSecret(), card);
            case CHARGE ->
                lane.browser.authenticate(action.reference(), action.clientSecret(), card);
          };
      return status == 200;
    }
    if (answer instanceof PaymentAnswer.Refused) {
      throw new AssertionError("refused: " + trial);
    }
    return false;
  }

  /** As a backer does: again and again, until somebody knows. */
  private PaymentAnswer open(Trial trial, boolean isNewCard) {
    OrderAnswer order = Lane.await(lane.node.engine.orders().read(trial.order()));
    if (!(order instanceof OrderAnswer.Found(var standing))) {
      throw new AssertionError("an order that was placed is " + order);
    }
    Terms terms =
        new Terms(
            trial.order(),
            trial.campaign(),
            standing.placed().total(),
            standing.placed().currency(),
            trial.kind().model(),
            standing.placed().holdExpiresAt());
    return Awaitility.await(trial.toString())
        .atMost(WAIT)
        .until(
            () -> Lane.await(lane.node.engine.payments().open(terms, isNewCard)),
            answer -> !(answer instanceof PaymentAnswer.Unknown));
  }

  /** Time passes, until every card that refuses has been tried for as long as there is patience. */
  private void retry() {
    for (int leap = 0; leap < RETRY_LEAPS_MAX && !isOver(); leap++) {
      lane.clock.leap(Duration.ofHours(12));
      Awaitility.await("retries")
          .atMost(WAIT)
          .until(() -> isOver() || (isNothingDue() && !isAny(BUSY)));
    }
    assertThat(isOver()).as("patience ends").isTrue();
  }

  /** One that is being tried is not overdue at that moment, and may be so again. */
  private boolean isOver() {
    Map<String, String> stages = stages();
    return !stages.containsValue("overdue") && stages.values().stream().noneMatch(BUSY::contains);
  }

  /** Each refund is asked for twice. */
  private void refund(Trial trial) {
    int number = 0;
    for (long amount : trial.refunds()) {
      String id = "refund-" + ++number;
      for (int again = 0; again < 2; again++) {
        Awaitility.await(trial.toString())
            .atMost(WAIT)
            .until(
                () -> Lane.await(lane.node.engine.payments().giveBack(trial.order(), id, amount)),
                answer -> !(answer instanceof PaymentAnswer.Unknown));
      }
    }
  }

  private void awaitStages(String what, java.util.function.Function<Trial, Set<String>> busy) {
    Awaitility.await(what)
        .atMost(WAIT)
        .pollInterval(Duration.ofMillis(300))
        .untilAsserted(() -> {
          Map<String, String> stages = stages();
          assertThat(trials)
              .allSatisfy(trial ->
                  assertThat(stages.getOrDefault(trial.order().value(), "securing"))
                      .as(trial.toString())
                      .isNotIn(busy.apply(trial)));
        });
  }

  /**
   * Nothing is owed by anybody any more. The view may not have heard of the last refund that was
   * asked for, so the journal is asked as well.
   */
  private void awaitQuiet() {
    Awaitility.await("quiescence")
        .atMost(WAIT)
        .pollInterval(Duration.ofMillis(300))
        .untilAsserted(() -> {
          assertThat(stages()).doesNotContainValue("overdue");
          assertThat(stages().values()).doesNotContainAnyElementsOf(BUSY);
          assertThat(PaymentRowsNow.due(lane.database, campaigns(), FAR)).isEmpty();
          assertThat(Books.read(lane.database).payments().values())
              .allMatch(Books.Payment::isQuiet);
        });
  }

  private boolean isNothingDue() {
    return PaymentRowsNow.due(lane.database, campaigns(), lane.clock.instant()).isEmpty();
  }

  private boolean isAny(Set<String> stages) {
    return stages().values().stream().anyMatch(stages::contains);
  }

  private Set<String> campaigns() {
    Set<String> ids = new HashSet<>();
    trials.forEach(it -> ids.add(it.campaign().value()));
    return ids;
  }

  private Map<String, String> stages() {
    return PaymentRowsNow.stages(lane.database, campaigns());
  }

  private static void each(List<Trial> trials, Consumer<Trial> action) {
    try (ExecutorService threads = Executors.newFixedThreadPool(BACKERS_AT_ONCE)) {
      List<Future<?>> all = new ArrayList<>();
      trials.forEach(trial -> all.add(threads.submit(() -> action.accept(trial))));
      for (Future<?> one : all) {
        one.get();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    } catch (ExecutionException e) {
      throw new AssertionError(e.getCause());
    }
  }
}
