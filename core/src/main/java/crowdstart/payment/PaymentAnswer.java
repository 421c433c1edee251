package crowdstart.payment;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import crowdstart.identity.ClusterMessage;
import org.jspecify.annotations.Nullable;

/** The answer to whatever is asked of a payment. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "is")
@JsonSubTypes({
  @JsonSubTypes.Type(value = PaymentAnswer.Found.class, name = "found"),
  @JsonSubTypes.Type(value = PaymentAnswer.Refused.class, name = "refused"),
  @JsonSubTypes.Type(value = PaymentAnswer.NotFound.class, name = "not-found"),
  @JsonSubTypes.Type(value = PaymentAnswer.Unknown.class, name = "unknown")
})
public sealed interface PaymentAnswer extends ClusterMessage {
  /**
   * It stands like this now, by this command or an earlier one.
   *
   * @param action for whoever opened it: what the browser does next
   */
  record Found(PaymentStanding standing, @Nullable ClientAction action) implements PaymentAnswer {}

  /** The rules say no; nothing changed. */
  record Refused(PaymentRejection why, PaymentStanding standing) implements PaymentAnswer {}

  /** Nobody has opened it. */
  record NotFound() implements PaymentAnswer {}

  /** Nobody can say in time; the same command may be sent again. */
  record Unknown() implements PaymentAnswer {}
}
