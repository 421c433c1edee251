package crowdstart.loadtest.check;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.NullNode;
import crowdstart.loadtest.history.Kind;
import crowdstart.loadtest.history.Operation;
import crowdstart.loadtest.history.Outcome;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A small run, written by hand: rows of journals, views, and what clients were told. */
final class Given {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final List<Operation> operations = new ArrayList<>();
  private final Map<String, List<Row>> journals = new HashMap<>();
  private final Map<String, List<JsonNode>> rows = new HashMap<>();
  private final Map<String, Long> sequences = new HashMap<>();
  private long ordering;

  /** A campaign "c" that is live, with two units of "early" at 10 and endless "poster" at 1. */
  static Given liveCampaign() {
    return new Given()
        .row(
            "campaign|c",
            "campaign-created.1",
            """
            {"details":{"id":"c","goal":20,"fundingModel":"all-or-nothing","tiers":[
              {"id":"early","price":10,"limit":2,"perBackerLimit":2},
              {"id":"poster","price":1}]}}\
            """)
        .row("campaign|c", "campaign-launched.1", "{}");
  }

  /** The next row of an entity, such as {@code order|o}; its type says which journal it is in. */
  Given row(String entity, String form, String event) {
    return row(entity, sequences.getOrDefault(entity, 0L) + 1, "writer", form, event);
  }

  Given row(String entity, long sequence, String writer, String form, String event) {
    sequences.put(entity, sequence);
    int bar = entity.indexOf('|');
    journals
        .computeIfAbsent(entity.substring(0, bar), _ -> new ArrayList<>())
        .add(
            new Row(
                ++ordering,
                entity.substring(0, bar),
                entity.substring(bar + 1),
                sequence,
                ordering,
                writer,
                form,
                json(event)));
    return this;
  }

  /** A hold of so many units of "early" for an order of backer "b". */
  Given hold(String order, int quantity) {
    return row(
        "campaign|c",
        "stock-moved.1",
        """
        {"kinds":"h","orders":["%s"],"backers":["b-%s"],"lineCounts":[1],
         "offers":[{"tier":"early","price":10}],"lineOffers":[0],"lineQuantities":[%d]}\
        """
            .formatted(order, order, quantity));
  }

  /** A move of an order's hold: c, r, e or f. */
  Given move(char kind, String order) {
    return row(
        "campaign|c",
        "stock-moved.1",
        "{\"kinds\":\"%s\",\"orders\":[\"%s\"]}".formatted(kind, order));
  }

  /** The order of key "k-ORDER" is stored. */
  Given placed(String order, int quantity) {
    return row(
        "order|" + order,
        "order-placed.1",
        """
        {"order":"%s","campaign":"c","backer":{"email":"ada@example.org"},
         "lines":[{"tier":"early","quantity":%d,"price":10}],"currency":"EUR",
         "referrer":"k-%s","holdExpiresAt":"2026-01-01T00:00:00Z"}\
        """
            .formatted(order, quantity, order));
  }

  Given order(String order, String event) {
    return row("order|" + order, "order-" + event + ".1", "{}");
  }

  Given payment(String order, String event, String body) {
    return row("payment|" + order, "payment-" + event + ".1", body);
  }

  /** A payment of 10 that is captured by charge "pi" with a fee of 1. */
  Given paid(String order) {
    return payment(order, "opened", "{\"amount\":10}")
        .payment(order, "card-secured", "{}")
        .payment(order, "order-confirmed", "{}")
        .payment(order, "charge-tried", "{\"attempt\":1}")
        .payment(order, "charge-made", "{\"charge\":\"pi\"}")
        .payment(order, "captured", "{\"charge\":\"pi\",\"amount\":10,\"fee\":1}");
  }

  /** A row of a view, of the ledger or of the provider, by the name of its list. */
  Given has(String list, String row) {
    rows.computeIfAbsent(list, _ -> new ArrayList<>()).add(json(row));
    return this;
  }

  /** A checkout of "early" under a key, and its answer. */
  Given place(String key, int quantity, long from, long to, String order) {
    return add(
        Kind.PLACE_ORDER,
        "c",
        key,
        asked(key, quantity),
        from,
        to,
        order.isEmpty() ? Outcome.UNKNOWN : Outcome.DONE,
        "",
        order.isEmpty() ? "" : answer(order, quantity));
  }

  Given refused(String key, int quantity, long from, long to, String refusal) {
    return add(
        Kind.PLACE_ORDER, "c", key, asked(key, quantity), from, to, Outcome.REFUSED, refusal, "");
  }

  Given done(Kind kind, String subject, long from, long to, String answer) {
    return add(kind, subject, "", "", from, to, Outcome.DONE, "", answer);
  }

  /** An event of a stream that was opened at {@code from}, resumed behind an id. */
  Given watched(String resumedFrom, long from, long to, String stats) {
    return add(Kind.WATCH_STATS, "c", "", resumedFrom, from, to, Outcome.DONE, "", stats);
  }

  Given unknown(Kind kind, String subject, long from, long to) {
    return add(kind, subject, "", "", from, to, Outcome.UNKNOWN, "", "");
  }

  Given add(
      Kind kind,
      String subject,
      String key,
      String asked,
      long from,
      long to,
      Outcome outcome,
      String refusal,
      String answer) {
    int status =
        switch (outcome) {
          case DONE -> 200;
          case REFUSED -> 409;
          case UNKNOWN -> 503;
        };
    return add(kind, subject, key, asked, from, to, outcome, status, refusal, answer);
  }

  Given add(
      Kind kind,
      String subject,
      String key,
      String asked,
      long from,
      long to,
      Outcome outcome,
      int status,
      String refusal,
      String answer) {
    operations.add(
        new Operation(
            operations.size() + 1,
            1,
            kind,
            "node",
            subject,
            key,
            asked,
            from,
            to,
            outcome,
            status,
            status >= 500 ? "overloaded" : refusal,
            operations.stream()
                .anyMatch(it -> it.kind() == kind && it.isDone() && it.key().equals(key)),
            answer.isEmpty() ? NullNode.getInstance() : json(answer)));
    return this;
  }

  static String asked(String key, int quantity) {
    return """
    {"tier":"early","quantity":%d,"backer":{"email":"ada@example.org"},"referrer":"%s"}\
    """
        .formatted(quantity, key);
  }

  static String answer(String order, int quantity) {
    return """
    {"id":"%s","campaign":"c","state":"held","tier":"early","quantity":%d,"addOns":[],
     "total":%d,"currency":"EUR","holdExpiresAt":"2026-01-01T00:00:00Z"}\
    """
        .formatted(order, quantity, 10 * quantity);
  }

  Evidence evidence() {
    return new Evidence(
        operations,
        journal("campaign"),
        journal("order"),
        journal("payment"),
        journal("shipment"),
        new Views(
            list("campaigns"),
            list("orders"),
            list("payments"),
            list("postings"),
            list("balances")),
        new Provider(list("intents"), list("charges"), list("refunds"), list("disputes")));
  }

  /** What a checker makes of it. */
  Findings judgedBy(Checker checker) {
    Findings findings = new Findings();
    checker.check(evidence(), findings);
    return findings;
  }

  private Journal journal(String type) {
    return new Journal(journals.getOrDefault(type, List.of()));
  }

  private List<JsonNode> list(String name) {
    return rows.getOrDefault(name, List.of());
  }

  private static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(text, e);
    }
  }
}
