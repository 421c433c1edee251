package crowdstart.payment;

/** Lets the simulator's payments treat news of the provider as the real ones do. */
public final class ProviderDoor {
  private ProviderDoor() {}

  public static boolean isSelfEvident(ProviderNews news) {
    return ProviderRules.isSelfEvident(news);
  }

  public static boolean isUnderWay(ProviderNews news) {
    return ProviderRules.isUnderWay(news);
  }

  public static Owed lookInto(ProviderNews news, PaymentState state) {
    return ProviderRules.lookInto(news, state);
  }
}
