package crowdstart.http.payment;

import crowdstart.http.gateway.StripeNews;
import crowdstart.http.gateway.StripeWebhook;

/**
 * What the edge knows of the payment provider.
 *
 * @param provider its name in the path of its webhooks
 * @param webhook tells whether a webhook is the provider's
 * @param news says whose a charge is
 */
public record PaymentPort(String provider, StripeWebhook webhook, StripeNews news) {}
