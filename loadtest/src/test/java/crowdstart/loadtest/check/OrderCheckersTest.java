package crowdstart.loadtest.check;

import static org.assertj.core.api.Assertions.assertThat;

import crowdstart.loadtest.history.Kind;
import crowdstart.loadtest.history.Outcome;
import org.junit.jupiter.api.Test;

/** Orders: what was acknowledged, under which key, and what is told of them later. */
class OrderCheckersTest {
  private static final Checker ACKNOWLEDGED = new AcknowledgedChecker();
  private static final Checker KEYS = new KeyChecker();
  private static final Checker REPLIES = new ReplyChecker();
  private static final Checker UNKNOWNS = new UnknownChecker();
  private static final Checker ANSWERS = new AnswerChecker();

  @Test
  void anAcknowledgedOrderThatIsStoredIsClean() {
    Given run =
        new Given()
            .done(Kind.LAUNCH_CAMPAIGN, "c", 0, 1, "{}")
            .place("k-one", 1, 10, 20, "one")
            .placed("one", 1);

    assertThat(run.judgedBy(ACKNOWLEDGED).violations()).isEmpty();
    assertThat(run.judgedBy(ACKNOWLEDGED).lookedAt())
        .containsEntry("acknowledgements", 1)
        .containsEntry("stored orders", 1);
    assertThat(run.judgedBy(KEYS).violations()).isEmpty();
  }

  @Test
  void aLostOrderIsFound() {
    assertThat(new Given().place("k-one", 1, 10, 20, "one").judgedBy(ACKNOWLEDGED).violations())
        .singleElement()
        .asString()
        .contains("O1", "not stored");
  }

  @Test
  void anOrderStoredOtherwiseIsFound() {
    assertThat(
            new Given()
                .place("k-one", 1, 10, 20, "one")
                .placed("one", 2)
                .judgedBy(ACKNOWLEDGED)
                .violations())
        .singleElement()
        .asString()
        .contains("O1", "acknowledged {");
  }

  @Test
  void aGhostIsFound() {
    assertThat(
            new Given()
                .done(Kind.LAUNCH_CAMPAIGN, "c", 0, 1, "{}")
                .placed("one", 1)
                .judgedBy(ACKNOWLEDGED)
                .violations())
        .singleElement()
        .asString()
        .contains("O2");
  }

  @Test
  void anotherBodyUnderTheKeyMustNotGetTheFirstOnesOrder() {
    Findings found =
        new Given()
            .place("k-one", 1, 10, 20, "one")
            .add(
                Kind.PLACE_ORDER,
                "c",
                "k-one",
                Given.asked("k-one", 2),
                30,
                40,
                Outcome.DONE,
                "",
                Given.answer("one", 1))
            .judgedBy(KEYS);

    assertThat(found.violations()).singleElement().asString().contains("O3", "asked for {early=2}");
  }

  @Test
  void aKeyHasOneOrder() {
    Findings found =
        new Given().place("k", 1, 10, 20, "one").place("k", 1, 30, 40, "two").judgedBy(KEYS);

    assertThat(found.violations()).singleElement().asString().contains("different answers");
  }

  @Test
  void aKeyIsNotReusedByItself() {
    Findings found = new Given().refused("k", 1, 10, 20, "idempotency-key-reused").judgedBy(KEYS);

    assertThat(found.violations()).singleElement().asString().contains("O4");
  }

  @Test
  void readsThatFollowTheJournalAreClean() {
    Findings found =
        new Given()
            .placed("one", 1)
            .order("one", "cancelled")
            .place("k-one", 1, 10, 20, "one")
            .done(Kind.READ_ORDER, "one", 30, 40, "{\"state\":\"held\"}")
            .done(Kind.CANCEL_ORDER, "one", 35, 60, "{\"state\":\"cancelled\"}")
            .done(Kind.READ_ORDER, "one", 50, 70, "{\"state\":\"held\"}")
            .done(Kind.READ_ORDER, "one", 80, 90, "{\"state\":\"cancelled\"}")
            .judgedBy(REPLIES);

    assertThat(found.violations()).isEmpty();
    assertThat(found.lookedAt()).containsEntry("replies about orders", 5);
  }

  @Test
  void aReadOfThePastIsFound() {
    Findings found =
        new Given()
            .placed("one", 1)
            .order("one", "cancelled")
            .done(Kind.CANCEL_ORDER, "one", 10, 20, "{\"state\":\"cancelled\"}")
            .done(Kind.READ_ORDER, "one", 30, 40, "{\"state\":\"held\"}")
            .judgedBy(REPLIES);

    assertThat(found.violations()).singleElement().asString().contains("O5", "saw held");
  }

  @Test
  void aReadOfWhatNeverWasIsFound() {
    Findings found =
        new Given()
            .placed("one", 1)
            .done(Kind.READ_ORDER, "one", 30, 40, "{\"state\":\"confirmed\"}")
            .judgedBy(REPLIES);

    assertThat(found.violations()).singleElement().asString().contains("O5", "saw confirmed");
  }

  @Test
  void anOrderThatVanishesIsFound() {
    Findings found =
        new Given()
            .placed("one", 1)
            .place("k-one", 1, 10, 20, "one")
            .add(Kind.READ_ORDER, "one", "", "", 30, 40, Outcome.REFUSED, "not-found", "")
            .judgedBy(REPLIES);

    assertThat(found.violations()).singleElement().asString().contains("O5");
  }

  @Test
  void whatEndedDoesNotEndAgain() {
    Findings found =
        new Given()
            .placed("one", 1)
            .order("one", "expired")
            .order("one", "cancelled")
            .judgedBy(REPLIES);

    assertThat(found.violations()).singleElement().asString().contains("O6", "follows expired");
  }

  @Test
  void aPaymentToldOtherwiseThanItsJournalIsFound() {
    Given run = new Given().placed("one", 1).paid("one");
    String captured = "{\"state\":\"captured\",\"captured\":10,\"refunded\":0}";
    String refunded = "{\"state\":\"refunded\",\"captured\":10,\"refunded\":10}";

    assertThat(run.done(Kind.READ_PAYMENT, "one", 10, 20, captured).judgedBy(REPLIES).violations())
        .isEmpty();
    assertThat(run.done(Kind.READ_PAYMENT, "one", 30, 40, refunded).judgedBy(REPLIES).violations())
        .singleElement()
        .asString()
        .contains("O5", "refunded");
  }

  @Test
  void anUnknownThatIsAskedAgainBehindItsEndIsResolved() {
    Given run =
        new Given()
            .unknown(Kind.CANCEL_ORDER, "one", 10, 20)
            .done(Kind.CANCEL_ORDER, "one", 30, 40, "{}");

    assertThat(run.judgedBy(UNKNOWNS).violations()).isEmpty();
    assertThat(run.judgedBy(UNKNOWNS).lookedAt()).containsEntry("unknown answers", 1);
  }

  @Test
  void anUnknownThatIsLeftIsFound() {
    Given run =
        new Given()
            .done(Kind.CANCEL_ORDER, "one", 5, 15, "{}")
            .unknown(Kind.CANCEL_ORDER, "one", 10, 20);

    assertThat(run.judgedBy(UNKNOWNS).violations()).singleElement().asString().contains("O7");
  }

  @Test
  void a500IsFound() {
    Given run =
        new Given()
            .unknown(Kind.READ_ORDER, "one", 1, 2)
            .add(Kind.READ_ORDER, "one", "", "", 3, 4, Outcome.UNKNOWN, 500, "", "");

    assertThat(run.judgedBy(ANSWERS).violations()).singleElement().asString().contains("I1");
  }
}
