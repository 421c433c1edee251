package crowdstart.campaign;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;
import java.util.Currency;
import java.util.List;

/** The answer to a {@link StockCommand}: done, refused, or not known. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "is")
@JsonSubTypes({
  @JsonSubTypes.Type(value = StockAnswer.Held.class, name = "held"),
  @JsonSubTypes.Type(value = StockAnswer.Confirmed.class, name = "confirmed"),
  @JsonSubTypes.Type(value = StockAnswer.Released.class, name = "released"),
  @JsonSubTypes.Type(value = StockAnswer.NotHeld.class, name = "not-held"),
  @JsonSubTypes.Type(value = StockAnswer.Refused.class, name = "refused"),
  @JsonSubTypes.Type(value = StockAnswer.Overloaded.class, name = "overloaded"),
  @JsonSubTypes.Type(value = StockAnswer.Unknown.class, name = "unknown")
})
public sealed interface StockAnswer {
  /** The lines are set aside until then. */
  record Held(List<PricedLine> lines, Currency currency, Instant expiresAt) implements StockAnswer {
    public Held {
      lines = List.copyOf(lines);
    }
  }

  /** The units are sold. */
  record Confirmed() implements StockAnswer {}

  /** The units are free, or the confirmation is forgotten. */
  record Released() implements StockAnswer {}

  /** There is no hold of this order: it ran out, was released, or never was. */
  record NotHeld() implements StockAnswer {}

  /** The rules say no; nothing changed. */
  record Refused(HoldRefusal reason) implements StockAnswer {}

  /**
   * The queue was full; nothing changed.
   *
   * @param retryAfterMillis when there should be room again
   */
  record Overloaded(long retryAfterMillis) implements StockAnswer {}

  /** Nobody can say in time whether it was done. The same command may be sent again. */
  record Unknown() implements StockAnswer {}
}
