package crowdstart.proof;

import static org.assertj.core.api.Assertions.assertThat;

import crowdstart.identity.OrderId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Webhooks that are forged or stale, over HTTP: none is accepted, and none is an error (W3). */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class ForgedWebhooksTest {
  private static final int FORGERIES = 10_000;
  private static final int SENDERS = 32;
  private static final long SEED = 20_261_122;

  @Test
  void noForgeryIsAcceptedAndNothingIsStored() throws Exception {
    try (WebhookDesk desk = new WebhookDesk()) {
      OrderId order = desk.securing();
      String event = desk.events(order).getFirst();
      long before = desk.storedEvents();

      SplittableRandom random = new SplittableRandom(SEED);
      Map<Forgery.Kind, Integer> counts = new EnumMap<>(Forgery.Kind.class);
      List<Future<Integer>> answers = new ArrayList<>();
      List<Forgery> sent = new ArrayList<>();
      try (ExecutorService senders = Executors.newFixedThreadPool(SENDERS)) {
        for (int i = 0; i < FORGERIES; i++) {
          Forgery.Kind kind = Forgery.KINDS.get(i % Forgery.KINDS.size());
          Forgery forgery = Forgery.of(kind, WebhookDesk.SECRET, desk.now(), event, random.split());
          counts.merge(kind, 1, Integer::sum);
          sent.add(forgery);
          answers.add(senders.submit(() -> desk.send(forgery.body(), forgery.signature())));
        }
        for (int i = 0; i < FORGERIES; i++) {
          assertThat(answers.get(i).get()).as(sent.get(i).kind().name()).isEqualTo(400);
        }
      }
      assertThat(desk.storedEvents()).as("nothing is stored").isEqualTo(before);
      System.out.printf("Forged webhooks: %d, none accepted %s%n", FORGERIES, counts);

      assertThat(desk.sendSigned(event)).as("the real one is taken").isEqualTo(200);
      assertThat(desk.storedEvents()).as("and stored").isGreaterThan(before);
    }
  }
}
