package crowdstart.sandbox;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One request from its first byte to its last. */
final class Api implements HttpHandler {
  static final int BODY_SIZE_MAX = 64 * 1024;

  /** More at once are answered 429, like any client that is too fast. */
  static final int REQUESTS_IN_FLIGHT_MAX = 1_000;

  private static final String BEARER = "Bearer ";
  private static final Logger log = LoggerFactory.getLogger(Api.class);

  private final LedgerDatabase database;
  private final Access access;
  private final Dice dice;
  private final Calls calls;
  private final Controls controls;
  private final Webhooks webhooks;
  private final InstantSource clock;
  private final Semaphore places = new Semaphore(REQUESTS_IN_FLIGHT_MAX);

  Api(
      LedgerDatabase database,
      Access access,
      Dice dice,
      Controls controls,
      Webhooks webhooks,
      InstantSource clock) {
    this.database = database;
    this.access = access;
    this.dice = dice;
    this.calls = new Calls(new Events(dice));
    this.controls = controls;
    this.webhooks = webhooks;
    this.clock = clock;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    boolean hasPlace = places.tryAcquire();
    // Closing without an answer hangs up.
    try (exchange) {
      @Nullable Answer answer = hasPlace ? answer(exchange) : Problem.tooManyRequests().answer();
      if (answer != null) {
        send(exchange, answer);
      }
    } finally {
      if (hasPlace) {
        places.release();
      }
    }
  }

  /** Null when nobody shall answer. */
  private @Nullable Answer answer(HttpExchange exchange) throws IOException {
    try {
      Call call = read(exchange);
      if (call.isControl()) {
        requireMerchant(call);
        return controls.answer(call);
      }
      return access.isMerchant(call) ? troubled(call) : carryOut(call, false);
    } catch (Problem problem) {
      return problem.answer();
    } catch (RuntimeException e) {
      log.warn("the sandbox could not answer", e);
      return Problem.ofTheSandbox().answer();
    }
  }

  private void requireMerchant(Call call) {
    if (!access.isMerchant(call)) {
      throw Problem.unauthorized("The sandbox's controls need its secret key.");
    }
  }

  private @Nullable Answer troubled(Call call) {
    pause(dice.latency());
    return switch (dice.fate()) {
      case CALM -> carryOut(call, true);
      case TOO_MANY_REQUESTS -> throw Problem.tooManyRequests();
      case ERROR -> throw Problem.ofTheSandbox();
      case TIMEOUT_BEFORE -> silence();
      case TIMEOUT_AFTER -> {
        try {
          carryOut(call, true);
        } catch (Problem refused) {
          log.debug("a call that nobody hears of was refused");
        }
        yield silence();
      }
    };
  }

  private @Nullable Answer silence() {
    pause(Duration.ofMillis(dice.trouble().silenceMillis()));
    return null;
  }

  private Answer carryOut(Call call, boolean isMerchant) {
    Answer answer =
        database.run(connection -> {
          Ledger ledger = new Ledger(connection, clock.instant().getEpochSecond());
          if (!isMerchant) {
            access.requireBrowser(ledger, call);
          }
          return call.key()
              .filter(_ -> !dice.trouble().forgetsKeys())
              .map(key -> Keys.once(ledger, key, call.content(), () -> calls.answer(ledger, call)))
              .orElseGet(() -> calls.answer(ledger, call));
        });
    if (call.isPost()) {
      webhooks.wake();
    }
    return answer;
  }

  private static void pause(Duration duration) {
    if (duration.isZero()) {
      return;
    }
    try {
      Thread.sleep(duration);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static Call read(HttpExchange exchange) throws IOException {
    byte[] bytes = exchange.getRequestBody().readNBytes(BODY_SIZE_MAX + 1);
    if (bytes.length > BODY_SIZE_MAX) {
      throw Problem.tooLarge(BODY_SIZE_MAX);
    }
    URI uri = exchange.getRequestURI();
    String path = uri.getPath();
    String body = new String(bytes, StandardCharsets.UTF_8);
    boolean isForm = exchange.getRequestMethod().equals("POST") && !path.startsWith("/sandbox/");
    String query = uri.getRawQuery() == null ? "" : uri.getRawQuery();
    List<String> segments = Arrays.asList(path.substring(1).split("/", -1));
    String authorization = exchange.getRequestHeaders().getFirst("Authorization");
    return new Call(
        exchange.getRequestMethod(),
        path,
        segments,
        Form.parse(isForm ? body : query),
        body,
        authorization != null && authorization.startsWith(BEARER)
            ? authorization.substring(BEARER.length())
            : null,
        exchange.getRequestHeaders().getFirst("Idempotency-Key"));
  }

  private static void send(HttpExchange exchange, Answer answer) throws IOException {
    byte[] body = Json.text(answer.body()).getBytes(StandardCharsets.UTF_8);
    var headers = exchange.getResponseHeaders();
    headers.set("Content-Type", "application/json");
    headers.set("Request-Id", Ids.next("req"));
    headers.set("Stripe-Version", Events.API_VERSION);
    if (answer.isReplayed()) {
      headers.set("Idempotent-Replayed", "true");
    }
    exchange.sendResponseHeaders(answer.status(), body.length);
    exchange.getResponseBody().write(body);
  }
}
