package crowdstart.loadtest.launch.crowd;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import crowdstart.loadtest.client.Connection;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** One backer against a shop that answers by a script. */
@Timeout(60)
class BackerTest {
  private static final String ORDER = "{\"id\":\"o1\",\"state\":\"held\"}";
  private static final String CONFIRMED = "{\"id\":\"o1\",\"state\":\"confirmed\"}";
  private static final String PAYMENT =
      "{\"action\":{\"reference\":\"seti_1\",\"clientSecret\":\"secret\"}}";
  private static final String SOLD_OUT = "{\"type\":\"sold-out\"}";
  private static final String OVERLOADED = "{\"type\":\"overloaded\"}";

  private record Answer(int status, String body) {}

  /** What was asked: the method and the last part of the path, and the key where there is one. */
  private record Asked(String what, String key) {}

  private final Queue<Asked> asked = new ConcurrentLinkedQueue<>();
  private final Queue<Answer> orders = new ArrayDeque<>();
  private int remaining = 5;
  private final HttpServer shop;

  BackerTest() throws IOException {
    shop = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
    shop.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    shop.createContext("/", this::answer);
    shop.start();
  }

  @AfterEach
  void close() {
    shop.stop(0);
  }

  @Test
  void readsOrdersPaysAndSeesItConfirmed() throws IOException {
    orders.add(new Answer(201, ORDER));
    CrowdSecond told = wishOfOne();
    assertThat(told.outcomes()).containsExactly(Map.entry(Outcome.CONFIRMED, 1L));
    assertThat(asked.stream().map(Asked::what).distinct())
        .containsExactly("GET c", "POST orders", "POST payment", "POST confirm", "GET o1");
    assertThat(told.acknowledged().stream().mapToInt(Integer::intValue).sum()).isOne();
  }

  @Test
  void anUnknownAnswerIsAskedForAgainWithTheSameKey() throws IOException {
    orders.add(new Answer(503, OVERLOADED));
    orders.add(new Answer(500, "{}"));
    orders.add(new Answer(201, ORDER));
    CrowdSecond told = wishOfOne();
    assertThat(told.errors()).containsEntry("overloaded", 1L).containsEntry("status-500", 1L);
    assertThat(told.outcomes()).containsOnlyKeys(Outcome.CONFIRMED);
    assertThat(keys()).hasSize(1);
  }

  @Test
  void whereTheEarlyBirdIsGoneAnotherRewardIsAnotherOrder() throws IOException {
    orders.add(new Answer(409, SOLD_OUT));
    orders.add(new Answer(201, ORDER));
    CrowdSecond told = wishOfOne();
    assertThat(told.errors()).containsEntry("sold-out", 1L);
    if (told.outcomes().containsKey(Outcome.CONFIRMED)) {
      assertThat(keys()).hasSize(2);
    } else {
      assertThat(told.outcomes()).containsOnlyKeys(Outcome.SOLD_OUT);
    }
  }

  @Test
  void aStragglerTakesTheEarlyBirdOrNothing() throws IOException {
    remaining = 0;
    assertThat(wishOfOne().outcomes()).containsOnlyKeys(Outcome.SOLD_OUT);
    assertThat(keys()).isEmpty();
  }

  @Test
  void aRefusalThatShouldNotBeIsTold() throws IOException {
    orders.add(new Answer(422, "{\"type\":\"invalid\"}"));
    CrowdSecond told = wishOfOne();
    assertThat(told.errors()).containsEntry("invalid", 1L);
    assertThat(told.outcomes()).containsOnlyKeys(Outcome.REFUSED);
  }

  @Test
  void aBackerWhoIsNeverAnsweredGivesUp() throws IOException {
    for (int i = 0; i < Wish.TRIES_MAX; i++) {
      orders.add(new Answer(503, OVERLOADED));
    }
    assertThat(wishOfOne().outcomes()).containsOnlyKeys(Outcome.NEVER_ANSWERED);
  }

  /** Lets one straggler, who leaves nothing to chance, wish for a reward, until that has ended. */
  private CrowdSecond wishOfOne() throws IOException {
    URI address = URI.create("http://%s:%d".formatted("127.0.0.1", shop.getAddress().getPort()));
    CrowdPlan plan =
        new CrowdPlan(
            0,
            1,
            List.of(address),
            address,
            List.of(),
            1,
            0,
            "c",
            "run",
            1,
            new LaunchShape(1, 10, 10),
            0);
    World world = new World(plan, new Habits(1, 0.02));
    world.lateFrom(0);
    Backer backer = new Backer(world, new Till(world, address), 1);
    backer.open(new Connection.Route(0, shop.getAddress(), null));
    backer.wish().begin(world.now());
    while (backer.wish().isWishing()) {
      world.timers.run(world.now());
      world.reconnectDue(world.now());
      world.loop.turn(1);
    }
    world.loop.close();
    return world.notes.close(0, 0);
  }

  private List<String> keys() {
    return asked.stream().map(Asked::key).filter(key -> !key.isEmpty()).distinct().toList();
  }

  private synchronized void answer(HttpExchange call) throws IOException {
    List<String> path = new ArrayList<>(List.of(call.getRequestURI().getPath().split("/", -1)));
    String what = call.getRequestMethod() + " " + path.getLast();
    String key = call.getRequestHeaders().getFirst("Idempotency-Key");
    asked.add(new Asked(what, key == null ? "" : key));
    call.getRequestBody().readAllBytes();
    Answer answer =
        switch (what) {
          case "GET c" ->
              new Answer(
                  200,
                  "{\"id\":\"c\",\"tiers\":[{\"id\":\"early-bird\",\"limit\":9,\"remaining\":%d}]}"
                      .formatted(remaining));
          case "POST orders" -> orders.size() > 1 ? orders.remove() : orders.element();
          case "POST payment" -> new Answer(200, PAYMENT);
          case "POST confirm" -> new Answer(200, "{}");
          case "GET o1" -> new Answer(200, CONFIRMED);
          default -> new Answer(404, "{}");
        };
    byte[] body = answer.body().getBytes(StandardCharsets.US_ASCII);
    call.sendResponseHeaders(answer.status(), body.length);
    call.getResponseBody().write(body);
    call.close();
  }
}
