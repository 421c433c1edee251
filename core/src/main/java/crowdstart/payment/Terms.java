package crowdstart.payment;

import crowdstart.campaign.FundingModel;
import crowdstart.identity.CampaignId;
import crowdstart.identity.OrderId;
import java.time.Instant;
import java.util.Currency;

/**
 * What a payment is for; fixed when it is opened. Names nobody: personal data lives with the order.
 *
 * @param amount in minor units: all that the order comes to
 * @param fundingModel says when the card is charged
 * @param holdExpiresAt until when the order holds its stock, unless it is confirmed
 */
public record Terms(
    OrderId order,
    CampaignId campaign,
    long amount,
    Currency currency,
    FundingModel fundingModel,
    Instant holdExpiresAt) {}
