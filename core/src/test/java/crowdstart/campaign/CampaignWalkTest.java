package crowdstart.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

/** Short seeded walks through a campaign's life, judged by models that never call its rules. */
class CampaignWalkTest {
  private static final int WALKS = 3_000;
  private static final int STEPS = 60;

  @Test
  void everyWalkAgreesWithTheModels(TestReporter reporter) {
    Map<String, Integer> seen = new TreeMap<>();
    for (long seed = 0; seed < WALKS; seed++) {
      Walk walk = new Walk(seed, seen);
      try {
        walk.run();
      } catch (AssertionError | RuntimeException e) {
        throw new AssertionError("seed " + seed + "\n" + String.join("\n", walk.steps), e);
      }
    }
    reporter.publishEntry("walks", WALKS + " of " + STEPS + " steps, with these answers: " + seen);
    // A walk that never meets an answer says nothing about it.
    assertThat(seen.keySet())
        .containsAll(List.of("CONFIRMED", "HELD", "RELEASED", "NOT_HELD", "INVALID", "ACCEPTED"))
        .containsAll(List.of("WRONG_STAGE", "DONE", "UNKNOWN_CAMPAIGN"));
    // Small campaigns do not meet these two: AmountsTest does.
    Set<HoldRefusal> ofSums =
        EnumSet.of(HoldRefusal.BEYOND_ONE_CHARGE, HoldRefusal.BEYOND_CAMPAIGN_TOTAL);
    for (HoldRefusal refusal : EnumSet.complementOf(EnumSet.copyOf(ofSums))) {
      assertThat(seen).containsKey(refusal.name());
    }
  }

  private static final class Walk {
    final List<String> steps = new ArrayList<>();
    private final Map<String, Integer> seen;
    private final Random random;
    private final WalkSteps draw;
    private final StockModel stock = new StockModel();
    private final ManageModel creator = new ManageModel(stock);
    private final List<CampaignEvent> journal = new ArrayList<>();
    private CampaignState state = new CampaignState.Absent();
    private Instant now = Fixture.NOW;

    Walk(long seed, Map<String, Integer> seen) {
      this.random = new Random(seed);
      this.draw = new WalkSteps(random);
      this.seen = seen;
    }

    void run() {
      for (int i = 0; i < STEPS; i++) {
        now = draw.move(now);
        if (i == 1 || (i > 1 && stock.stage().equals("absent"))) {
          manage(draw.create(now));
        } else if (i == 2) {
          manage(new ManageCommand.Launch());
        } else if (random.nextInt(6) == 0) {
          manage(draw.manage(stock.tiers(), now));
        } else {
          batch(draw.batch());
        }
        compareTotals();
      }
      WalkHistory history = new WalkHistory(journal);
      history.checkNothingOversold();
      history.checkReplay(state);
      history.checkSnapshotAndTail(random.nextInt(journal.size() + 1), state);
    }

    private void batch(List<StockCommand> commands) {
      steps.add(now + " " + commands);
      HoldRefusal fromMemory =
          commands.size() == 1 && commands.getFirst() instanceof StockCommand.PlaceHold place
              ? Campaign.refusal(state, place, now)
              : null;
      Instant expiresAt = StockModel.expiry(now);
      StockDecision decision = Campaign.decide(state, commands, now, expiresAt);
      List<String> answers = decision.answers().stream().map(Walk::text).toList();
      assertThat(answers).isEqualTo(stock.answers(commands, now, expiresAt));
      if (fromMemory != null) {
        assertThat(answers).as("S4").containsExactly(fromMemory.name());
      }
      answers.forEach(this::saw);
      if (!decision.moves().isEmpty()) {
        store(new CampaignEvent.StockMoved(decision.moves(), decision.totals(), now));
      }
    }

    private void manage(ManageCommand command) {
      steps.add(now + " " + command);
      Decision decision = Campaign.decide(state, command, now);
      if (decision instanceof Decision.Accept(List<CampaignEvent> events)) {
        events.forEach(this::store);
      }
      String answer = text(decision);
      assertThat(answer).isEqualTo(creator.answer(command, now));
      saw(answer);
    }

    private void store(CampaignEvent event) {
      journal.add(event);
      state = Campaign.evolve(state, event);
    }

    private void saw(String answer) {
      seen.merge(answer.split(" ", 2)[0], 1, Integer::sum);
    }

    private void compareTotals() {
      if (!(state instanceof CampaignState.Known known)) {
        return;
      }
      assertThat(known.stage().label()).isEqualTo(stock.stage());
      List<TierCount> expected =
          stock.tiers().stream().map(tier -> stock.totals(tier.id())).toList();
      assertThat(known.stock().tiers()).isEqualTo(expected);
      assertThat(known.stock().orders()).isEqualTo(stock.orders());
      assertThat((long) known.stock().backers().size()).isEqualTo(stock.backers());
      assertThat(known.stock().pledged()).isEqualTo(stock.pledged());
    }

    private static String text(StockAnswer answer) {
      return answer instanceof StockAnswer.Held held
          ? "HELD " + held.lines() + " until " + held.expiresAt()
          : CampaignSpec.word(answer);
    }

    private String text(Decision decision) {
      return switch (decision) {
        case Decision.Accept _ ->
            "ACCEPTED "
                + (state instanceof CampaignState.Known known ? known.stage().label() : "absent");
        case Decision.AlreadyDone _ -> "DONE";
        case Decision.Reject(ManageRefusal.UnknownCampaign _) -> "UNKNOWN_CAMPAIGN";
        case Decision.Reject(ManageRefusal.WrongStage _) -> "WRONG_STAGE";
        case Decision.Reject(ManageRefusal.Invalid _) -> "INVALID";
      };
    }
  }
}
