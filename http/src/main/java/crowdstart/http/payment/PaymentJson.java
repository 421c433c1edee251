package crowdstart.http.payment;

import com.fasterxml.jackson.core.JsonGenerator;
import crowdstart.http.wire.Json;
import crowdstart.payment.ClientAction;
import crowdstart.payment.DisputeStanding;
import crowdstart.payment.PaymentStanding;
import crowdstart.payment.Refund;
import java.io.IOException;
import org.apache.pekko.util.ByteString;
import org.jspecify.annotations.Nullable;

/** Writes payments. */
public final class PaymentJson {
  private PaymentJson() {}

  static ByteString payment(
      PaymentStanding standing, @Nullable ClientAction action, String provider) {
    return Json.bytes(json -> {
      json.writeStartObject();
      fields(json, standing);
      json.writeStringField("provider", provider);
      if (action != null) {
        json.writeObjectFieldStart("action");
        json.writeStringField(
            "type",
            switch (action.kind()) {
              case SETUP -> "setup";
              case CHARGE -> "authenticate";
            });
        json.writeStringField("reference", action.reference());
        json.writeStringField("clientSecret", action.clientSecret());
        json.writeEndObject();
      }
      json.writeEndObject();
    });
  }

  /** The fields of a payment, into an object that is begun. */
  public static void fields(JsonGenerator json, PaymentStanding standing) throws IOException {
    json.writeStringField("order", standing.terms().order().value());
    json.writeStringField("state", standing.stage().label());
    json.writeNumberField("amount", standing.terms().amount());
    json.writeNumberField("captured", standing.captured());
    json.writeNumberField("refunded", standing.refunded());
    json.writeNumberField("disputed", standing.disputed());
    json.writeStringField("currency", standing.terms().currency().getCurrencyCode());
    if (standing.refusal() != null) {
      json.writeStringField("refusal", standing.refusal().label());
    }
    if (standing.retryAt() != null) {
      json.writeStringField("retryAt", standing.retryAt().toString());
    }
    if (standing.endsAt() != null) {
      json.writeStringField("endsAt", standing.endsAt().toString());
    }
    if (standing.endReason() != null) {
      json.writeStringField("endReason", standing.endReason().label());
    }
    json.writeArrayFieldStart("refunds");
    for (Refund refund : standing.refunds()) {
      json.writeStartObject();
      json.writeStringField("id", refund.id());
      json.writeNumberField("amount", refund.amount());
      json.writeStringField("state", state(refund));
      json.writeEndObject();
    }
    json.writeEndArray();
    disputes(json, standing);
  }

  private static void disputes(JsonGenerator json, PaymentStanding standing) throws IOException {
    json.writeArrayFieldStart("disputes");
    for (DisputeStanding dispute : standing.disputes()) {
      json.writeStartObject();
      json.writeStringField("id", dispute.id());
      json.writeStringField("state", dispute.status().label());
      json.writeNumberField("amount", dispute.amount());
      json.writeNumberField("taken", dispute.taken());
      json.writeNumberField("fee", dispute.fee());
      json.writeStringField("reason", dispute.reason());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static String state(Refund refund) {
    return switch (refund.status()) {
      case TRIED -> "pending";
      case DONE -> "refunded";
      case REFUSED -> "refused";
      case FAILED -> "failed";
    };
  }
}
