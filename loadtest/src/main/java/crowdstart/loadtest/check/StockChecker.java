package crowdstart.loadtest.check;

/** Nothing is oversold, at any prefix of a campaign's journal. */
final class StockChecker implements Checker {
  @Override
  public String name() {
    return "stock";
  }

  @Override
  public String promise() {
    return "no tier oversold at any prefix, holds end once, sold units stay sold (S1 S3 S5 S7 C2)";
  }

  @Override
  public void check(Evidence evidence, Findings findings) {
    evidence
        .campaigns()
        .entities("campaign")
        .forEach((id, rows) -> {
          CampaignReplay replay = CampaignReplay.of(id, rows, findings);
          findings.looked("campaigns", 1);
          findings.looked("moves", replay.moves());
        });
  }
}
