package crowdstart.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;

/** given/when/then for the rules of a campaign. */
final class CampaignSpec {
  private CampaignState state = new CampaignState.Absent();
  private Instant now = Fixture.NOW;

  private CampaignSpec() {}

  static CampaignSpec given(CampaignEvent... events) {
    CampaignSpec spec = new CampaignSpec();
    for (CampaignEvent event : events) {
      spec.state = Campaign.evolve(spec.state, event);
    }
    return spec;
  }

  CampaignSpec at(Instant instant) {
    now = instant;
    return this;
  }

  Managed when(ManageCommand command) {
    return new Managed(Campaign.decide(state, command, now));
  }

  Answered when(StockCommand... commands) {
    Instant expiresAt = now.plus(Fixture.HOLD_DURATION);
    return new Answered(Campaign.decide(state, List.of(commands), now, expiresAt));
  }

  record Managed(Decision decision) {
    void then(CampaignEvent... events) {
      assertThat(decision)
          .usingRecursiveComparison()
          .ignoringFields("events.totals")
          .isEqualTo(new Decision.Accept(List.of(events)));
    }

    void thenAlreadyDone() {
      assertThat(decision).isEqualTo(new Decision.AlreadyDone());
    }

    void thenRefused(ManageRefusal why) {
      assertThat(decision).isEqualTo(new Decision.Reject(why));
    }

    /** Refused for exactly these fields. */
    void thenInvalid(String... pointers) {
      assertThat(decision)
          .isInstanceOfSatisfying(
              Decision.Reject.class,
              reject ->
                  assertThat(reject.why())
                      .isInstanceOfSatisfying(
                          ManageRefusal.Invalid.class,
                          invalid ->
                              assertThat(invalid.errors())
                                  .extracting(FieldError::pointer)
                                  .containsExactly(pointers)));
    }
  }

  record Answered(StockDecision decision) {
    Answered thenAnswers(StockAnswer... answers) {
      assertThat(decision.answers()).containsExactly(answers);
      return this;
    }

    void thenMoves(Move... moves) {
      assertThat(decision.moves()).containsExactly(moves);
    }
  }

  /** The outcome of a table's row, in one word. */
  static String word(StockAnswer answer) {
    return switch (answer) {
      case StockAnswer.Held _ -> "HELD";
      case StockAnswer.Confirmed _ -> "CONFIRMED";
      case StockAnswer.Released _ -> "RELEASED";
      case StockAnswer.NotHeld _ -> "NOT_HELD";
      case StockAnswer.Refused(HoldRefusal reason) -> reason.name();
      case StockAnswer.Overloaded _ -> "OVERLOADED";
      case StockAnswer.Unknown _ -> "UNKNOWN";
    };
  }
}
