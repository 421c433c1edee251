package crowdstart.http.hook;

import com.fasterxml.jackson.core.JsonGenerator;
import crowdstart.hook.Attempt;
import crowdstart.hook.Delivery;
import crowdstart.hook.HookType;
import crowdstart.hook.SecretWebhook;
import crowdstart.hook.Webhook;
import crowdstart.http.wire.Json;
import crowdstart.http.wire.Page;
import java.io.IOException;
import java.util.List;
import org.apache.pekko.util.ByteString;

/** Writes webhooks and their deliveries. */
final class WebhookJson {
  private WebhookJson() {}

  static ByteString webhook(Webhook webhook) {
    return Json.bytes(json -> {
      json.writeStartObject();
      fields(json, webhook);
      json.writeEndObject();
    });
  }

  /** With its secret: the only time that it is shown. */
  static ByteString webhook(SecretWebhook made) {
    return Json.bytes(json -> {
      json.writeStartObject();
      fields(json, made.webhook());
      json.writeStringField("secret", Signature.text(made.secret()));
      json.writeEndObject();
    });
  }

  static ByteString list(List<Webhook> webhooks) {
    return Json.bytes(json -> {
      json.writeStartObject();
      json.writeArrayFieldStart("items");
      for (Webhook webhook : webhooks) {
        json.writeStartObject();
        fields(json, webhook);
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeEndObject();
    });
  }

  static ByteString deliveries(Page<Delivery> page) {
    return Json.bytes(json -> {
      json.writeStartObject();
      json.writeArrayFieldStart("items");
      for (Delivery delivery : page.items()) {
        delivery(json, delivery);
      }
      json.writeEndArray();
      json.writeStringField("next", page.next());
      json.writeEndObject();
    });
  }

  private static void fields(JsonGenerator json, Webhook webhook) throws IOException {
    json.writeStringField("id", webhook.id());
    json.writeStringField("campaign", webhook.campaign().value());
    json.writeStringField("url", webhook.url());
    json.writeArrayFieldStart("events");
    for (HookType type : webhook.types()) {
      json.writeString(type.label());
    }
    json.writeEndArray();
    Webhook.Disabled disabled = webhook.disabled();
    json.writeStringField("state", disabled == null ? "enabled" : "disabled");
    if (disabled != null) {
      json.writeStringField("disabledReason", disabled.reason().label());
      json.writeStringField("disabledAt", disabled.at().toString());
    }
    if (webhook.oldSecretUntil() != null) {
      json.writeStringField("oldSecretUntil", webhook.oldSecretUntil().toString());
    }
    json.writeStringField("createdAt", webhook.createdAt().toString());
  }

  private static void delivery(JsonGenerator json, Delivery delivery) throws IOException {
    json.writeStartObject();
    json.writeStringField("id", delivery.id());
    json.writeStringField("type", delivery.type());
    if (delivery.order() != null) {
      json.writeStringField("order", delivery.order().value());
    }
    json.writeStringField("timestamp", delivery.eventAt().toString());
    json.writeStringField("state", delivery.state().label());
    if (delivery.nextAttemptAt() != null) {
      json.writeStringField("nextAttemptAt", delivery.nextAttemptAt().toString());
    }
    json.writeArrayFieldStart("attempts");
    for (Attempt attempt : delivery.attempts()) {
      attempt(json, attempt);
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void attempt(JsonGenerator json, Attempt attempt) throws IOException {
    json.writeStartObject();
    json.writeNumberField("number", attempt.number());
    json.writeStringField("at", attempt.at().toString());
    json.writeNumberField("millis", attempt.took().toMillis());
    if (attempt.status() != null) {
      json.writeNumberField("status", attempt.status());
    }
    if (attempt.error() != null) {
      json.writeStringField("error", attempt.error());
    }
    json.writeEndObject();
  }
}
