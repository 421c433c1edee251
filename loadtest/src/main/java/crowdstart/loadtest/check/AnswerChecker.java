package crowdstart.loadtest.check;

import crowdstart.loadtest.history.Operation;

/** Every answer is one that the contract knows. */
final class AnswerChecker implements Checker {
  private static final int OVERLOADED = 503;
  private static final int SERVER_ERROR = 500;

  @Override
  public String name() {
    return "answers";
  }

  @Override
  public String promise() {
    return "no 5xx but 503 overloaded, every refusal has a type (I1)";
  }

  @Override
  public void check(Evidence evidence, Findings findings) {
    for (Operation it : evidence.operations()) {
      boolean isOurs =
          switch (it.kind()) {
            case SECURE_CARD, AUTHENTICATE, SETTLED -> false;
            case CREATE_CAMPAIGN,
                LAUNCH_CAMPAIGN,
                CANCEL_CAMPAIGN,
                READ_CAMPAIGN,
                READ_STATS,
                WATCH_STATS,
                PLACE_ORDER,
                READ_ORDER,
                CANCEL_ORDER,
                OPEN_PAYMENT,
                READ_PAYMENT,
                REFUND_ORDER ->
                it.status() != 0;
          };
      if (isOurs) {
        findings.looked("answers", 1);
        findings.require(
            it.status() < SERVER_ERROR || it.status() == OVERLOADED, "I1", "answered so: " + it);
        findings.require(
            it.status() < 400 || !it.refusal().isEmpty(), "I1", "a problem without a type: " + it);
      }
    }
  }
}
