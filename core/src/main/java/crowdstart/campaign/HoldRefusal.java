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
  /** There are fewer units left than asked for, or they would take the campaign past its total. */
  SOLD_OUT
}
