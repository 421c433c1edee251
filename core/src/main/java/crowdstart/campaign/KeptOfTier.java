package crowdstart.campaign;

/**
 * What the edit of a tier leaves as it is, where there was such a tier before.
 *
 * @param isNew whether the tier was given no id, and so is none of those before
 */
public record KeptOfTier(
    boolean limit, boolean perBackerLimit, boolean startsAt, boolean endsAt, boolean isNew) {
  public static final KeptOfTier NOTHING = new KeptOfTier(false, false, false, false, false);
  public static final KeptOfTier OF_NEW = new KeptOfTier(false, false, false, false, true);

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
