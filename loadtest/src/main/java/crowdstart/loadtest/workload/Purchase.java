package crowdstart.loadtest.workload;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import crowdstart.loadtest.history.Kind;
import crowdstart.loadtest.history.Operation;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * One checkout: sometimes sent twice at once, sometimes with another body under the same key, and
 * again with the same key while the answer is unknown. The key stands in the order as its referrer,
 * so that a stored order says by which key it was asked for.
 */
final class Purchase {
  /** Number of the first client that stands in for another's second browser window. */
  static final int TWIN = 10_000;

  private static final int TRIES_MAX = 3;
  private static final int EMAILS = 3;

  /** Keys that many backers use: each has a right to any key (O4). */
  private static final int COMMON_KEYS = 8;

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Caller caller;
  private final WorkloadPlan plan;
  private final int client;
  private final Random random;
  private int keys;

  Purchase(Caller caller, WorkloadPlan plan, int client, Random random) {
    this.caller = caller;
    this.plan = plan;
    this.client = client;
    this.random = random;
  }

  /** Returns what was asked last of each kind, whatever came of it. */
  List<Operation> make(Market.Offer offer) throws InterruptedException {
    String key =
        random.nextInt(6) == 0
            ? "common-%d".formatted(random.nextInt(COMMON_KEYS))
            : "k-%d-%d-%d".formatted(plan.seed(), client, ++keys);
    ObjectNode body = body(offer, key);
    String asked = body.toString();
    boolean isTwice = random.nextInt(100) < 15;
    boolean isChanged = random.nextInt(100) < 10;
    List<Callable<Operation>> windows = new ArrayList<>();
    windows.add(window(client, offer, key, asked));
    if (isTwice) {
      windows.add(window(client + TWIN, offer, key, asked));
    }
    if (isChanged) {
      body.put("quantity", body.path("quantity").asInt() + 1);
      windows.add(window(client + 2 * TWIN, offer, key, body.toString()));
    }
    List<Operation> ended = all(windows);
    if (isChanged) {
      ended.add(window(client, offer, key, random.nextBoolean() ? asked : body.toString()).call());
    }
    return ended;
  }

  private ObjectNode body(Market.Offer offer, String key) {
    ObjectNode body = JSON.createObjectNode();
    String tier = random.nextInt(2) == 0 ? "early" : any(offer.tiers());
    body.put("tier", tier);
    body.put("quantity", 1 + random.nextInt(2));
    ObjectNode backer = body.putObject("backer");
    backer.put("email", "backer-%d-%d@example.org".formatted(client, random.nextInt(EMAILS)));
    backer.put("name", "Backer " + client).put("country", "SE");
    if (random.nextInt(8) == 0) {
      body.putArray("addOns").addObject().put("tier", "poster").put("quantity", 1);
    }
    body.put("referrer", key);
    return body;
  }

  private Window window(int asker, Market.Offer offer, String key, String body) {
    return new Window(asker, new Random(random.nextLong()), offer.campaign(), key, body);
  }

  private static List<Operation> all(List<Callable<Operation>> windows)
      throws InterruptedException {
    List<FutureTask<Operation>> open = windows.stream().map(FutureTask::new).toList();
    open.forEach(Thread::startVirtualThread);
    List<Operation> ended = new ArrayList<>();
    for (FutureTask<Operation> window : open) {
      try {
        ended.add(window.get());
      } catch (ExecutionException e) {
        throw new IllegalStateException("a checkout failed in the workload itself", e);
      }
    }
    return ended;
  }

  private String any(List<String> tiers) {
    return tiers.get(random.nextInt(tiers.size()));
  }

  /** A browser window: a client of its own, since it asks while the other one waits. */
  private final class Window implements Callable<Operation> {
    private final int asker;
    private final Random dice;
    private final String campaign;
    private final String key;
    private final String body;

    Window(int asker, Random dice, String campaign, String key, String body) {
      this.asker = asker;
      this.dice = dice;
      this.campaign = campaign;
      this.key = key;
      this.body = body;
    }

    @Override
    public Operation call() throws InterruptedException {
      Operation answered = ask();
      for (int tries = 1; !answered.isKnown() && tries < TRIES_MAX; tries++) {
        Thread.sleep(dice.nextLong(400));
        answered = ask();
      }
      return answered;
    }

    private Operation ask() throws InterruptedException {
      return caller.ask(asker, dice, Kind.PLACE_ORDER, campaign, key, body);
    }
  }
}
