package crowdstart.campaign;

/** What the edit of a tier leaves as it is, where there was such a tier before. */
public record KeptOfTier(boolean limit, boolean perBackerLimit, boolean startsAt, boolean endsAt) {
  public static final KeptOfTier NOTHING = new KeptOfTier(false, false, false, false);

  Tier of(Tier before, Tier given) {
    return new Tier(
        given.id(),
        given.title(),
        given.price(),
        limit ? before.limit() : given.limit(),
        perBackerLimit ? before.perBackerLimit() : given.perBackerLimit(),
        startsAt ? before.startsAt() : given.startsAt(),
        endsAt ? before.endsAt() : given.endsAt());
  }
}
