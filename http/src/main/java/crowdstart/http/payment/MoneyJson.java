package crowdstart.http.payment;

import crowdstart.http.wire.Json;
import crowdstart.payment.CollectionAnswer;
import crowdstart.view.PaymentLists;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToLongFunction;
import org.apache.pekko.util.ByteString;
import org.jspecify.annotations.Nullable;

/** Writes what a campaign's money has come to. */
final class MoneyJson {
  /** What a collection run has still to do something about. */
  private static final Set<String> OPEN =
      Set.of("secured", "pledged", "charging", "overdue", "ending", "refunding");

  private MoneyJson() {}

  static ByteString collection(CollectionAnswer.Found found, List<PaymentLists.Progress> progress) {
    boolean isDone = progress.stream().noneMatch(it -> OPEN.contains(it.stage()));
    return Json.bytes(json -> {
      json.writeStartObject();
      json.writeStringField("outcome", found.outcome().label());
      json.writeStringField("state", found.isPaused() ? "paused" : isDone ? "done" : "running");
      json.writeNumberField("payments", sum(progress, PaymentLists.Progress::payments));
      json.writeNumberField("amount", sum(progress, PaymentLists.Progress::amount));
      json.writeNumberField("captured", sum(progress, PaymentLists.Progress::captured));
      json.writeNumberField("refunded", sum(progress, PaymentLists.Progress::refunded));
      json.writeArrayFieldStart("stages");
      for (PaymentLists.Progress stage : progress) {
        json.writeStartObject();
        json.writeStringField("state", stage.stage());
        json.writeNumberField("payments", stage.payments());
        json.writeNumberField("amount", stage.amount());
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeEndObject();
    });
  }

  static ByteString ledger(
      Optional<PaymentLists.Balance> balance,
      List<PaymentLists.Posting> postings,
      @Nullable String next) {
    return Json.bytes(json -> {
      json.writeStartObject();
      if (balance.isPresent()) {
        json.writeStringField("currency", balance.get().currency());
      }
      json.writeNumberField("authorised", balance.map(it -> it.authorised()).orElse(0L));
      json.writeNumberField("captured", balance.map(it -> it.captured()).orElse(0L));
      json.writeNumberField("fees", balance.map(it -> it.fees()).orElse(0L));
      json.writeNumberField("refunded", balance.map(it -> it.refunded()).orElse(0L));
      json.writeNumberField("disputed", balance.map(it -> it.disputed()).orElse(0L));
      json.writeNumberField("disputeFees", balance.map(it -> it.disputeFees()).orElse(0L));
      json.writeNumberField("payable", balance.map(it -> it.payable()).orElse(0L));
      json.writeArrayFieldStart("items");
      for (PaymentLists.Posting posting : postings) {
        json.writeStartObject();
        json.writeStringField("order", posting.order().value());
        json.writeNumberField("sequenceNumber", posting.sequenceNumber());
        json.writeStringField("kind", posting.kind());
        json.writeStringField("account", posting.account());
        json.writeNumberField("amount", posting.amount());
        json.writeStringField("at", posting.at().toString());
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeStringField("next", next);
      json.writeEndObject();
    });
  }

  private static long sum(
      List<PaymentLists.Progress> progress, ToLongFunction<PaymentLists.Progress> value) {
    return progress.stream().mapToLong(value).sum();
  }
}
