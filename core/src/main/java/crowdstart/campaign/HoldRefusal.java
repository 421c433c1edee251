package crowdstart.campaign;

/** Why a hold is refused. Where several reasons hold, the first in this order is given. */
public enum HoldRefusal {
  /** There is no such campaign. */
  UNKNOWN_CAMPAIGN,
  /** The campaign is a draft, past its deadline, or closed. */
  CAMPAIGN_NOT_LIVE,
  /** The campaign has no such tier. */
  UNKNOWN_TIER,
  /** The tier is not sold yet, or no more. */
  TIER_NOT_ON_SALE,
  /** The backer would have more units of the tier than one backer may. */
  PER_BACKER_LIMIT,
  /** The order would come to more than a card is charged at once. */
  BEYOND_ONE_CHARGE,
  /** There are fewer units left than asked for. */
  SOLD_OUT,
  /** The order would take the campaign past all that one can be counted to have. */
  BEYOND_CAMPAIGN_TOTAL
}
