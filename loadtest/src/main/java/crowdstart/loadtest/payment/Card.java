package crowdstart.loadtest.payment;

/** A card as the provider names it: whose it is, and which. */
public record Card(String customer, String method) {
  /** Good enough to be secured; no provider knows it, so it can never be charged. */
  public static final Card MADE_UP = new Card("cus_loadtest", "pm_loadtest");
}
