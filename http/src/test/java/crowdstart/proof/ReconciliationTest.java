package crowdstart.proof;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The checker of the proofs notices whatever is not as it should be. */
class ReconciliationTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String CHARGE =
      """
      {"id": "ch_1", "payment": "pi_1", "order": "one", "campaign": "c", "status": "succeeded",
       "amount": 4900, "captured": 4900, "refunded": 700, "currency": "eur", "fee": 94}
      """;
  private static final String REFUND =
      """
      {"id": "re_1", "payment": "pi_1", "charge": "ch_1", "order": "one", "refund": "r1",
       "status": "succeeded", "amount": 700, "currency": "eur"}
      """;

  @Test
  void aLedgerThatAgreesIsNotObjectedTo() throws Exception {
    Doctored books = new Doctored();

    assertThat(Reconciliation.differences(books.ledger, books.books())).isEmpty();
  }

  static Stream<Arguments> doctored() {
    return Stream.of(
        doctored(
            "a second charge there",
            "M1",
            (it, _) -> {
              ObjectNode second = it.charge().deepCopy();
              it.charges().add(second.put("id", "ch_2").put("payment", "pi_2"));
            }),
        doctored(
            "a charge of an order that nobody knows",
            "M9",
            (it, _) ->
                it.charges()
                    .add(it.charge().deepCopy().put("order", "two").put("payment", "pi_2"))),
        doctored("a charge that is only here", "M1", (it, _) -> it.charges().removeAll()),
        doctored("another amount there", "M6", (it, _) -> it.charge().put("captured", 4_800)),
        doctored("another fee there", "M6", (it, _) -> it.charge().put("fee", 95)),
        doctored("another currency there", "M6", (it, _) -> it.charge().put("currency", "sek")),
        doctored("another campaign there", "M6", (it, _) -> it.charge().put("campaign", "d")),
        doctored(
            "captured twice here",
            "M1",
            (it, event) ->
                event.accept("captured", "{'charge': 'pi_1', 'amount': 4900, 'fee': 94}")),
        doctored(
            "a refund that is only there",
            "M3",
            (it, _) ->
                it.refunds().add(((ObjectNode) it.refunds().get(0)).deepCopy().put("id", "re_2"))),
        doctored(
            "a refund that nobody began",
            "M9",
            (it, _) -> ((ObjectNode) it.refunds().get(0)).put("refund", "r2")),
        doctored("a refund that is only here", "M3", (it, _) -> it.refunds().removeAll()),
        doctored(
            "a refund of another amount",
            "M3",
            (it, _) -> ((ObjectNode) it.refunds().get(0)).put("amount", 701)),
        doctored(
            "more back than was taken",
            "M3",
            (it, event) -> {
              event.accept("refund-tried", "{'refund': 'r2', 'amount': 4300}");
              event.accept("refunded", "{'refund': 'r2', 'reference': 're_2', 'amount': 4300}");
            }),
        doctored(
            "a refund that is not done",
            "M10",
            (it, event) -> event.accept("refund-tried", "{'refund': 'r2', 'amount': 1}")),
        doctored(
            "a dispute that is only here",
            "M2",
            (it, event) -> event.accept("disputed", "{'dispute': 'du_1', 'takenSince': 700}")),
        doctored(
            "a refund that has failed there alone",
            "M3",
            (it, _) -> ((ObjectNode) it.refunds().get(0)).put("status", "failed")),
        doctored(
            "a refund that has failed here alone",
            "M3",
            (it, event) -> event.accept("refund-failed", "{'refund': 'r1', 'returned': 700}")),
        doctored(
            "money of an order that was cancelled",
            "M4",
            (it, _) -> it.orders.put("one", "cancelled")),
        doctored(
            "money of an order that is only held", "M4", (it, _) -> it.orders.put("one", "placed")),
        doctored("an attempt before it was stored", "M9", (it, _) -> it.payments.remove("one")),
        doctored(
            "a ledger that is cut off", "cut off", (it, _) -> it.ledger.put("isCutOff", true)));
  }

  private static Arguments doctored(
      String what, String why, BiConsumer<Doctored, BiConsumer<String, String>> change) {
    return Arguments.of(what, why, change);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("doctored")
  void aDoctoredLedgerIsNoticed(
      String what, String why, BiConsumer<Doctored, BiConsumer<String, String>> change)
      throws Exception {
    Doctored books = new Doctored();
    change.accept(books, books::event);

    assertThat(Reconciliation.differences(books.ledger, books.books()))
        .as(what)
        .anySatisfy(it -> assertThat(it).contains(why));
  }

  /** One order that was charged and refunded in part. */
  static final class Doctored {
    final ObjectNode ledger = JSON.createObjectNode();
    final Map<String, Books.Payment> payments = new LinkedHashMap<>();
    final Map<String, String> orders = new HashMap<>(Map.of("one", "confirmed"));

    Doctored() throws Exception {
      ledger.putArray("setups");
      ledger.putArray("payments").addObject().put("id", "pi_1").put("order", "one");
      ledger.putArray("charges").add(JSON.readTree(CHARGE));
      ledger.putArray("refunds").add(JSON.readTree(REFUND));
      event("opened", "{'campaign': 'c', 'amount': 4900, 'currency': 'EUR'}");
      event("charge-tried", "{'attempt': 1}");
      event("captured", "{'charge': 'pi_1', 'amount': 4900, 'fee': 94}");
      event("refund-tried", "{'refund': 'r1', 'amount': 700}");
      event("refunded", "{'refund': 'r1', 'reference': 're_1', 'amount': 700}");
    }

    void event(String what, String json) {
      try {
        Books.add(
            payments, "one", "payment-" + what + ".1", JSON.readTree(json.replace('\'', '"')));
      } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
        throw new AssertionError(e);
      }
    }

    Books books() {
      return new Books(payments, orders);
    }

    ArrayNode charges() {
      return (ArrayNode) ledger.get("charges");
    }

    ArrayNode refunds() {
      return (ArrayNode) ledger.get("refunds");
    }

    ObjectNode charge() {
      return (ObjectNode) charges().get(0);
    }
  }
}
