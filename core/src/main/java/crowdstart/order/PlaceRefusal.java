package crowdstart.order;

import crowdstart.campaign.HoldRefusal;

/** Why a checkout is refused. Where several reasons hold, the first in this order is given. */
public enum PlaceRefusal {
  /** The backer used the idempotency key for another request. Goes before all rules of today. */
  IDEMPOTENCY_KEY_REUSED,
  UNKNOWN_CAMPAIGN,
  CAMPAIGN_NOT_LIVE,
  UNKNOWN_TIER,
  TIER_NOT_ON_SALE,
  PER_BACKER_LIMIT,
  BEYOND_ONE_CHARGE,
  SOLD_OUT,
  BEYOND_CAMPAIGN_TOTAL;

  static PlaceRefusal of(HoldRefusal refusal) {
    return switch (refusal) {
      case UNKNOWN_CAMPAIGN -> UNKNOWN_CAMPAIGN;
      case CAMPAIGN_NOT_LIVE -> CAMPAIGN_NOT_LIVE;
      case UNKNOWN_TIER -> UNKNOWN_TIER;
      case TIER_NOT_ON_SALE -> TIER_NOT_ON_SALE;
      case PER_BACKER_LIMIT -> PER_BACKER_LIMIT;
      case BEYOND_ONE_CHARGE -> BEYOND_ONE_CHARGE;
      case SOLD_OUT -> SOLD_OUT;
      case BEYOND_CAMPAIGN_TOTAL -> BEYOND_CAMPAIGN_TOTAL;
    };
  }
}
