package crowdstart.payment;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/**
 * What the provider says of an order's money, as an answer or by a webhook: the two are the same.
 * Any of them may come twice, late, or in another order than it happened.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "is")
@JsonSubTypes({
  @JsonSubTypes.Type(value = ProviderNews.Setup.class, name = "setup"),
  @JsonSubTypes.Type(value = ProviderNews.Charge.class, name = "charge"),
  @JsonSubTypes.Type(value = ProviderNews.Refund.class, name = "refund"),
  @JsonSubTypes.Type(value = ProviderNews.Dispute.class, name = "dispute")
})
public sealed interface ProviderNews {
  record Setup(SetupStanding standing) implements ProviderNews {}

  record Charge(ChargeStanding standing) implements ProviderNews {}

  record Refund(RefundStanding standing) implements ProviderNews {}

  record Dispute(DisputeStanding standing) implements ProviderNews {}
}
