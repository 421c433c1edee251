package crowdstart.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.SQLException;
import java.time.Duration;

/** What happened, kept with what it happened to, and put into the outbox of webhooks. */
final class Events {
  /** The version of Stripe's API whose shapes are spoken here. */
  static final String API_VERSION = "2026-07-29.dahlia";

  /** A type, and an object, that no client knows; sent with every secured card. */
  static final String UNHEARD_OF = "sandbox.unheard_of";

  private final Dice dice;

  Events(Dice dice) {
    this.dice = dice;
  }

  void add(Ledger ledger, String type, ObjectNode object) {
    ObjectNode event = ledger.create(Kind.EVENT);
    event.put("api_version", API_VERSION).put("type", type).put("pending_webhooks", 1);
    event.putObject("request").putNull("id").putNull("idempotency_key");
    event.putObject("data").set("object", object.deepCopy());
    ledger.add(Kind.EVENT, null, event);
    deliver(ledger, Ledger.id(event));
    if (type.equals("setup_intent.succeeded")) {
      ObjectNode unheardOf = Json.object().put("id", Ids.next("uh")).put("object", "unheard_of");
      unheardOf.set("metadata", object.path("metadata").deepCopy());
      add(ledger, UNHEARD_OF, unheardOf);
    }
  }

  private void deliver(Ledger ledger, String event) {
    Trouble trouble = dice.trouble();
    if (dice.rolls(trouble.webhooksDropped())) {
      return;
    }
    int copies = dice.rolls(trouble.webhooksDuplicated()) ? 2 : 1;
    for (int i = 0; i < copies; i++) {
      enqueue(ledger, event, delay(trouble));
    }
  }

  private Duration delay(Trouble trouble) {
    Duration fixed =
        dice.rolls(trouble.webhooksDelayed())
            ? Duration.ofMillis(trouble.webhookDelayMillis())
            : Duration.ZERO;
    return dice.rolls(trouble.webhooksReordered())
        ? fixed.plusMillis(dice.below(Trouble.REORDER_WINDOW_MILLIS))
        : fixed;
  }

  private static void enqueue(Ledger ledger, String event, Duration delay) {
    try (var insert =
        ledger
            .connection()
            .prepareStatement(
                "insert into sandbox.delivery (event, endpoint, due)"
                    + " select ?, id, clock_timestamp() + ? * interval '1 millisecond'"
                    + " from sandbox.webhook_endpoint")) {
      insert.setString(1, event);
      insert.setLong(2, delay.toMillis());
      insert.executeUpdate();
    } catch (SQLException e) {
      throw new LedgerException(e);
    }
  }
}
